import { endpointPatch } from './patch'
import type { EndpointResource, EndpointSpec, EndpointValues } from './resource-types'
import { mergePatched } from './tree'
import type { EndpointType } from './types/define'

/**
 * A new endpoint: its type, what was chosen, and nothing that Azure IoT Operations would do by itself.
 * `hostType` (Microsoft's memory of the tile) goes in only where the cluster's CRD knows the field.
 */
export const newResource = (
  type: EndpointType,
  name: string,
  values: EndpointValues,
  { hostType }: { hostType: boolean },
): EndpointResource => {
  const blank: EndpointSpec = {
    endpointType: type.endpointType,
    ...(hostType ? { hostType: type.hostType } : {}),
    ...type.fixed,
  }
  return { metadata: { name }, spec: mergePatched(blank, endpointPatch(type, blank, values) ?? {}) }
}
