import { endpointPatch } from './patch'
import type { EndpointResource, EndpointSpec, EndpointValues } from './resource-types'
import { mergePatched } from '@/lib/core/tree'
import type { EndpointType } from './types/define'

/** How the cluster's CRD spells what tables cannot know. */
export type Spelling = {
  /** Does it list `spec.hostType`, Microsoft's memory of the tile? Written only then. */
  hostType: boolean
  /** Its name of the type's settings object, where it is told. */
  settings?: string
}

/** A new endpoint: its type, what was chosen, and nothing that Azure IoT Operations would do by itself. */
export const newResource = (
  type: EndpointType,
  name: string,
  values: EndpointValues,
  { hostType, settings = type.settings }: Spelling,
): EndpointResource => {
  const blank: EndpointSpec = {
    endpointType: type.endpointType,
    ...(hostType && type.hostType !== undefined ? { hostType: type.hostType } : {}),
    [settings]: {},
    ...type.fixed,
  }
  return { metadata: { name }, spec: mergePatched(blank, endpointPatch(type, blank, values) ?? {}) }
}
