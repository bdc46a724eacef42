import type { LiveRow } from '@/lib/live/protocol'

/**
 * What the counters of one dataflow pod say: no counter carries the name of an endpoint or a dataflow, so figures are per
 * pod and kind of service ("Dataflow metrics" in Microsoft's documentation).
 */
export type FlowRow = LiveRow & {
  profile: string
  counters: FlowCounter[]
  /** When the pod was last asked and answered, epoch milliseconds. */
  readAt?: number
  /** Since when it has been asked without a gap, epoch milliseconds: what has not moved has been silent since then at least. */
  followedSince?: number
  /** Why there are none: the pod exposes nothing, or the cluster refuses the way to it. */
  absent?: string
}

export type FlowCounter = {
  side: 'source' | 'destination'
  /** `Local AIO MQTT Broker`, `Event Grid`, `Unknown Mqtt Broker`, … */
  service: string
  /** Messages since the pod started. */
  total: number
  /** Messages per second over the last reading interval; absent until there are two readings. */
  perSecond?: number
  /** When the counter was last seen to have grown, epoch milliseconds: as exact as the reading interval. */
  movedAt?: number
}

/** The flow beside one side of a bridge. */
export type Flow =
  | { kind: 'no-counters'; why: string }
  | {
      kind: 'counted'
      perSecond?: number
      movedAt?: number
      /** Epoch milliseconds from which the counters have been followed, for "silent since at least". */
      followedSince: number
      /** Other bridges that the figure covers too: it is then the profile's figure and not this bridge's alone. */
      sharedWith: readonly string[]
    }
