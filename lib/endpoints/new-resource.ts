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
  /** Keys of fields that it does not have: the API server refuses or prunes what stands there. */
  lacks?: readonly string[]
}

/** A new endpoint: its type, what was chosen, and nothing that Azure IoT Operations would do by itself. */
export const newResource = (
  type: EndpointType,
  name: string,
  values: EndpointValues,
  { hostType, settings = type.settings, lacks = [] }: Spelling,
): EndpointResource => {
  const blank: EndpointSpec = {
    endpointType: type.endpointType,
    ...(hostType && type.hostType !== undefined ? { hostType: type.hostType } : {}),
    [settings]: {},
    ...type.fixed,
  }
  const kept = Object.fromEntries(Object.entries(values).filter(([key]) => !lacks.includes(key)))
  return { metadata: { name }, spec: mergePatched(blank, endpointPatch(type, blank, kept) ?? {}) }
}
