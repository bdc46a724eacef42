import { customMqtt } from './custom-mqtt'
import type { EndpointType } from './define'
import { eventGridMqtt } from './event-grid-mqtt'
import { localMqtt } from './local-mqtt'

/** Every endpoint type with a form, in the order of the gallery. A resource belongs to the first that claims it. */
export const endpointTypes: readonly EndpointType[] = [localMqtt, eventGridMqtt, customMqtt]

export const endpointTypeIds: readonly string[] = endpointTypes.map((type) => type.id)

/** The type of an URL's `/new/<id>`, if there is one. */
export const endpointType = (id: string): EndpointType | undefined => endpointTypes.find((type) => type.id === id)

/** The same for an id that has been checked already, by a schema that lists the ids. */
export const endpointTypeById = (id: string): EndpointType => {
  const type = endpointType(id)
  if (!type) throw new RangeError(`No endpoint type has the id ${id}`)
  return type
}
