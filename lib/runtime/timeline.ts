import type { SideName } from './bridge'
import type { Reason, StateName } from './state'

/** One change of a bridge's state. */
export type TimelineEntry = {
  /** Epoch milliseconds of the server's clock. */
  at: number
  /** Absent for what concerns the bridge as a whole, such as an event. */
  side?: SideName
  state?: StateName
  reason?: Reason
  /** Seen by this portal as it happened, told by a report's `lastTransitionTime`, or by a Kubernetes event. */
  witness: 'seen' | 'report' | 'event'
}

/** What is known of a bridge's past, newest first. Kept in memory: it starts with the process and says so. */
export type Timeline = {
  entries: readonly TimelineEntry[]
  /** From when on this portal has been watching; what is older is only what the cluster still tells. */
  watchedSince: number
  /** Older entries were dropped to stay within bounds. */
  shortened: boolean
}
