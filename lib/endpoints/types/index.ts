import { customKafka } from './custom-kafka'
import { customMqtt } from './custom-mqtt'
import { dataExplorer } from './data-explorer'
import { dataLake } from './data-lake'
import type { EndpointType } from './define'
import { eventGridMqtt } from './event-grid-mqtt'
import { eventHubs } from './event-hubs'
import { fabricOneLake } from './fabric-onelake'
import { fabricRealTime } from './fabric-real-time'
import { localMqtt } from './local-mqtt'
import { localStorage } from './local-storage'
import { openTelemetry } from './open-telemetry'

/** Every endpoint type, in the order of the gallery. A resource belongs to the first that claims it. */
export const endpointTypes: readonly EndpointType[] = [
  localMqtt,
  eventGridMqtt,
  customMqtt,
  eventHubs,
  customKafka,
  fabricRealTime,
  fabricOneLake,
  dataExplorer,
  dataLake,
  localStorage,
  openTelemetry,
]

export const endpointTypeIds: readonly string[] = endpointTypes.map((type) => type.id)

/** The type of an URL's `/new/<id>`, if there is one. */
export const endpointType = (id: string): EndpointType | undefined => endpointTypes.find((type) => type.id === id)

/** The same for an id that has been checked already, by a schema that lists the ids. */
export const endpointTypeById = (id: string): EndpointType => {
  const type = endpointType(id)
  if (!type) throw new RangeError(`No endpoint type has the id ${id}`)
  return type
}
