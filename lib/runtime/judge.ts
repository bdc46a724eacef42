import type { DataflowRow, Health } from '@/lib/dataflows/row'
import type { SideName } from './bridge'
import { noPods, type PodGroup } from './pod-groups'
import { type Blame, blameOf, reasonOf } from './reasons'
import type { Reason, State } from './state'

/**
 * A first report takes about two minutes: each instance writes its own about once a minute, and the controller reads them
 * about once a minute ("Health status reporting"). Until this long after a change none is missed.
 */
export const graceMs = 3 * 60_000

/** The product itself calls a report stale after this long. */
export const staleMs = 15 * 60_000

/** What a dataflow is judged by besides itself. A part that is not known (yet) is left out and nothing is held against it. */
export type Surroundings = {
  /** The pods of its profile, once all pods are known. */
  pods?: PodGroup
  /** The profile exists; `false` once all are known and it is not among them. */
  profileExists?: boolean
  /** Names of the sides whose endpoint does not exist, once all are known. */
  endpointsMissing?: readonly SideName[]
  /** A fault that the local broker reports of itself. */
  broker?: { reason: Reason; reportedAt?: number }
}

/** How both sides stand, and from when until when the clock alone changes nothing about that. */
export type Judgement = { source: State; destination: State; from: number; until: number }

const bothSides = (state: State, from = -Infinity, until = Infinity): Judgement => ({
  source: state,
  destination: state,
  from,
  until,
})

/** Times stay as the cluster tells them, also where its clock is ahead of ours: whoever shows an age lets none be negative. */
const times = (since: number | undefined, reportedAt: number | undefined) => ({
  ...(since !== undefined && { since }),
  ...(reportedAt !== undefined && { reportedAt }),
})

/** How both sides of a dataflow stand at `now`, epoch milliseconds of the server's clock. Total. */
export const judge = (dataflow: DataflowRow, surroundings: Surroundings, now: number): Judgement => {
  if (dataflow.mode === 'Disabled') {
    // The last write need not be the one that paused it, but not earlier than that write did it last change.
    return bothSides({ state: 'paused', source: 'spec', ...times(dataflow.specChangedAt, undefined) })
  }
  return (
    nothingRuns(dataflow, surroundings) ??
    suspected(byReport(dataflow, now) ?? byOlderReport(dataflow) ?? byPods(dataflow, surroundings, now), surroundings)
  )
}

const nothingRuns = ({ profile }: DataflowRow, { pods, profileExists }: Surroundings): Judgement | undefined => {
  if (!pods || pods.ready > 0) return undefined
  const since = times(pods.downSince, undefined)
  if (profileExists === false) {
    const text = `There is no profile “${profile}”, so nothing runs this dataflow.`
    return bothSides({ state: 'pods-down', source: 'spec', reason: { text }, ...since })
  }
  const { length } = pods.names
  const text =
    length === 0
      ? `The profile “${profile}” has no pods.`
      : length === 1
        ? `The pod of the profile “${profile}” is not ready.`
        : `None of the ${length} pods of the profile “${profile}” is ready.`
  return bothSides({
    state: 'pods-down',
    source: 'pods',
    reason: {
      text,
      ...(pods.why && { code: pods.why.reason, ...(pods.why.message && { message: pods.why.message }) }),
    },
    ...since,
  })
}

/** When somebody last changed what the dataflow is to do, as far as is known. */
const changedAt = ({ createdAt, specChangedAt = 0 }: DataflowRow): number => Math.max(createdAt, specChangedAt)

const waiting = (changed: number, text: string, reportedAt: number | undefined): Judgement =>
  bothSides(
    { state: 'waiting', source: 'nothing', reason: { text }, ...times(changed, reportedAt) },
    -Infinity,
    changed + graceMs,
  )

const byReport = (dataflow: DataflowRow, now: number): Judgement | undefined => {
  const { health } = dataflow
  if (!health) return undefined
  const { lastUpdateTime: reportedAt } = health
  if (reportedAt === undefined) {
    const text = 'The report does not say when it was made.'
    return bothSides({ ...said(health, text), state: 'unknown', ...times(health.lastTransitionTime, undefined) })
  }
  const changed = changedAt(dataflow)
  if (reportedAt < changed && now < changed + graceMs) {
    return waiting(changed, 'It was changed just now; the last report is about how it was before.', reportedAt)
  }
  // A controller that died leaves its last report standing.
  const staleAt = reportedAt + staleMs
  // The grace after a change may end in a report that is judged again.
  const from = reportedAt < changed ? changed + graceMs : -Infinity
  if (now >= staleAt) {
    const text = `The last report is older than 15 minutes. ${lastSaid[health.status]}`
    return bothSides({ ...said(health, text), state: 'stale', ...times(staleAt, reportedAt) }, Math.max(from, staleAt))
  }
  const at = times(health.lastTransitionTime, reportedAt)
  const side = (name: SideName): State => ({ ...sideByReport(health, name), ...at })
  return { source: side('source'), destination: side('destination'), from, until: staleAt }
}

const lastSaid: Record<Health['status'], string> = {
  Available: 'It said that all was well.',
  Degraded: 'It told of trouble.',
  Unavailable: 'It told of a failure.',
  Unknown: 'It could not tell how things stood.',
}

const said = (health: Health, text: string): Pick<State, 'source' | 'reason'> => ({
  source: 'report',
  reason: {
    ...(health.reasonCode && { code: health.reasonCode }),
    text,
    ...(health.message && { message: health.message }),
  },
})

const otherSide: Record<SideName, string> = { source: 'destination', destination: 'source' }

/** Who is blamed is broken; who is not is affected; where nobody is, either may be. */
const sideByReport = (health: Health, side: SideName): Pick<State, 'state' | 'source' | 'reason'> => {
  const { status, unknownStatus, reasonCode, message } = health
  if (status === 'Available') return { state: 'connected', source: 'report' }
  if (status === 'Unknown') {
    const text =
      unknownStatus === undefined
        ? 'The dataflow reports that it cannot tell.'
        : `The dataflow reports “${unknownStatus}”, which this portal does not know.`
    return { state: 'unknown', ...said(health, text) }
  }
  const reason = reasonOf(reasonCode, message)
  const blamed: Blame = reasonCode === undefined ? 'nobody' : blameOf(reasonCode)
  if (blamed === side) {
    return { state: status === 'Unavailable' ? 'disconnected' : 'degraded', source: 'report', reason }
  }
  switch (blamed) {
    case 'source':
    case 'destination':
      return affected(
        reason,
        `The ${otherSide[side]} has ${status === 'Unavailable' ? 'failed' : 'trouble'}. ${reason.text}`,
      )
    case 'between':
      return affected(reason, `No endpoint is to blame. ${reason.text}`)
    case 'broker':
    case 'nobody':
      return {
        state: 'degraded',
        source: 'report',
        reason:
          status === 'Unavailable'
            ? { ...reason, text: `Reported as unavailable, and not which side is to blame. ${reason.text}` }
            : reason,
      }
  }
}

const affected = (reason: Reason, text: string): Pick<State, 'state' | 'source' | 'reason'> => ({
  state: 'affected',
  source: 'report',
  reason: { ...reason, text },
})

const troubled = new Set(['starting', 'recovering', 'waiting', 'warn', 'warning', 'n/a'])
const failing = new Set(['failed', 'error'])

/**
 * What versions before 1.3 report, judged as `az iot ops check` does: an error in provisioning wins, and any level that is
 * neither a warning nor an error is good. It carries no times, so nothing tells how old it is.
 */
const byOlderReport = ({ older }: DataflowRow): Judgement | undefined => {
  const state = (state: State['state'], code: string, text: string, message?: string): Judgement =>
    bothSides({
      state,
      source: 'older-report',
      reason: { ...(code && { code }), text, ...(message && { message }) },
      ...times(undefined, undefined),
    })
  const { provisioning, runtime } = older ?? {}
  if (provisioning && (provisioning.error !== undefined || failing.has(provisioning.status.toLowerCase()))) {
    return state(
      'degraded',
      provisioning.status,
      'The dataflow could not be set up; which side is to blame is not reported.',
      provisioning.error,
    )
  }
  // That its settings were taken does not tell that it runs.
  if (!runtime) return undefined
  const level = runtime.level.toLowerCase()
  if (failing.has(level)) {
    return state(
      'degraded',
      runtime.level,
      'The dataflow is reported as failed, and not which side is to blame.',
      runtime.description,
    )
  }
  if (troubled.has(level)) {
    return state('degraded', runtime.level, 'The dataflow is reported as not running well yet.', runtime.description)
  }
  return state(
    'connected',
    runtime.level,
    'Reported as running by an older version, which does not say since when.',
    runtime.description,
  )
}

/** Nothing is reported. Pods that are ready tell that something runs, and not that it is connected. */
const byPods = (dataflow: DataflowRow, { pods }: Surroundings, now: number): Judgement => {
  const changed = changedAt(dataflow)
  const until = changed + graceMs
  if (now < until) return waiting(changed, 'A first report takes about two minutes.', undefined)
  const text =
    pods && pods !== noPods
      ? `Nothing is reported, though ${pods.ready === 1 ? 'a pod of the profile is' : `${pods.ready} pods of the profile are`} ready.`
      : 'Nothing is reported.'
  const since = changed > 0 ? until : undefined
  return bothSides(
    { state: 'unknown', source: pods ? 'pods' : 'nothing', reason: { text }, ...times(since, undefined) },
    until,
  )
}

/** What is said to be well cannot be relied on while the local broker itself reports a fault, or an endpoint is gone. */
const suspected = (judgement: Judgement, { broker, endpointsMissing = [] }: Surroundings): Judgement => {
  const doubt = (side: SideName): State => {
    const state = judgement[side]
    if (endpointsMissing.includes(side) && state.state !== 'disconnected') {
      const reason = {
        ...state.reason,
        text: `The ${side} has no endpoint of that name in the cluster. ${state.reason?.text ?? ''}`.trim(),
      }
      return { ...state, reason }
    }
    if (!broker || state.state !== 'connected') return state
    return {
      ...state,
      state: 'degraded',
      reason: {
        ...broker.reason,
        text: `Reported as connected, but the broker in between is in trouble. ${broker.reason.text}`,
      },
      ...times(state.since, older(state.reportedAt, broker.reportedAt)),
    }
  }
  return { ...judgement, source: doubt('source'), destination: doubt('destination') }
}

const older = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
