/**
 * How it stands with one side of a bridge, and with whatever is rolled up from sides: an endpoint, a bridge, an instance.
 *
 * Only `disconnected` and `pods-down` say that something is broken, and only `connected` that it works. The rest are states of
 * their own, so that what is not known is never painted as healthy or broken.
 */
export type StateName =
  /** Reported as available, not long ago. */
  | 'connected'
  /** Reported as working with trouble, on this side or on a side that the report does not name. */
  | 'degraded'
  /** Reported as unavailable, and the reason names this side. */
  | 'disconnected'
  /** Reported as unhealthy, and the reason names the other side or what happens between the sides. */
  | 'affected'
  /** No pod of the profile is ready: nothing runs, whatever was last reported. */
  | 'pods-down'
  /** The last report is too old to be believed. */
  | 'stale'
  /** Nothing tells how it stands. */
  | 'unknown'
  /** New or just changed, and no report is due yet. */
  | 'waiting'
  /** The dataflow is disabled. */
  | 'paused'
  /** No dataflow uses the endpoint: it has never been dialled. */
  | 'not-in-use'

/** Where a state was read. */
export type Source = 'report' | 'older-report' | 'pods' | 'spec' | 'nothing'

/** A reason code and what it means. Codes the portal does not know stand as they are. */
export type Reason = {
  /** As the cluster reports it; absent where the portal itself is the witness ("no pod is ready"). */
  code?: string
  /** One sentence for operators. */
  text: string
  /** What the cluster said, word for word. */
  message?: string
}

export type State = {
  state: StateName
  /** Since when it stands so, epoch milliseconds of the server's clock; absent when nothing tells. */
  since?: number
  /** When it was last reported, where there are reports. */
  reportedAt?: number
  reason?: Reason
  source: Source
}

/** Worst first. What needs a person comes before what is only unknown; what was meant comes last. */
export const worstFirst = [
  'disconnected',
  'pods-down',
  'degraded',
  'stale',
  'unknown',
  'affected',
  'waiting',
  'connected',
  'paused',
  'not-in-use',
] as const satisfies readonly StateName[]

/** The words on screen. */
export const stateWords: Record<StateName, string> = {
  connected: 'Connected',
  degraded: 'Degraded',
  disconnected: 'Disconnected',
  affected: 'Affected by the other side',
  'pods-down': 'Pods down',
  stale: 'Stale',
  unknown: 'Cannot tell',
  waiting: 'Waiting for first report',
  paused: 'Paused',
  'not-in-use': 'Not in use',
}

/** How a state is painted: four tones, and never by colour alone. */
export type Tone = 'good' | 'warning' | 'bad' | 'neutral'

export const tones: Record<StateName, Tone> = {
  connected: 'good',
  degraded: 'warning',
  disconnected: 'bad',
  affected: 'warning',
  'pods-down': 'bad',
  stale: 'neutral',
  unknown: 'neutral',
  waiting: 'neutral',
  paused: 'neutral',
  'not-in-use': 'neutral',
}
