import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { DataflowRow } from './row'

/** One dataflow whole, as its page needs it. */
export type DataflowDetail = {
  resource: KubernetesObject
  /** Names found in `managedFields`: who else writes this object. */
  managers: string[]
}

/** What pausing or resuming answers. */
export type ModeSet = {
  name: string
  mode: DataflowRow['mode']
  resourceVersion: string
  /** False when the dataflow was in that mode already: somebody else was quicker, and nothing was written. */
  changed: boolean
}
