import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ResourceName } from '@/lib/kubernetes/resources'
import type { LiveRow } from './protocol'

/**
 * What browsers get of a kind: one row per object, or none for objects that are not part of the feed. Given from above:
 * the live copy knows no kind by heart. `row` is called once per change of an object, for all viewers together.
 */
export type Projection = {
  feed: string
  resource: ResourceName
  row: (object: KubernetesObject) => LiveRow | null
}
