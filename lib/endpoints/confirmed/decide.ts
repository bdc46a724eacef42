import { named } from '@/lib/core/named'
import { type Bridge, endpointsOf } from '@/lib/runtime/bridge'
import { stateWords } from '@/lib/runtime/state'
import { bridgesOf, type Trial, type WatchedSide } from './trial'

/** What is to become of a change on trial, and why in words. */
export type Decision =
  /** Nothing yet. The clock alone changes that at `until`. */
  { kind: 'wait'; until: number } | { kind: 'keep' | 'restore' | 'abandon'; why: string }

/** What is decided by. */
export type Facts = {
  /** The endpoint as it is; nothing once it is gone. `writtenAt`: the portal's last write, by the cluster's clock. */
  endpoint: { name: string; generation?: number; writtenAt?: number } | undefined
  /** Every bridge as it is, while that is known: nothing is concluded from a copy that is incomplete or old. */
  bridges: readonly Bridge[] | undefined
  /** How many reports since the change have been seen of a side, the present one included. */
  reports: ReportCount
}

export type ReportCount = (side: WatchedSide) => number

/**
 * A report is passed on from the pods to the operator and written a minute later or two, so that the first one after a
 * change may tell of before. What the second one tells, the pods have seen after it.
 */
const enoughReports = 2

/** How long past its time a trial waits for a picture of the bridges, before not knowing counts as not being back. */
export const blindMs = 60_000

/**
 * Keep, restore or wait. Back means: the side is connected, by a report that is newer than the change. With two of them it is
 * kept before its time is up, with one when it is. Settings that somebody else has changed meanwhile are never overwritten.
 */
export const decide = (trial: Trial, facts: Facts, now: number): Decision => {
  const { endpoint, bridges } = facts
  if (!endpoint) return { kind: 'abandon', why: 'The endpoint was deleted.' }
  if (endpoint.generation !== trial.generation)
    return { kind: 'abandon', why: 'Somebody changed its settings again. They stand as they are.' }
  if (!bridges) return blind(trial, now)

  const sides = trial.watched.map((watched) => ({ watched, ...standing(trial, facts, bridges, watched) }))
  const counted = sides.filter(({ counts }) => counts)
  const over = now >= trial.until
  if (counted.length > 0 && counted.every(({ back }) => back)) {
    const sure = counted.every(({ watched }) => facts.reports(watched) >= enoughReports)
    if (sure || over) return { kind: 'keep', why: `${withVerb(names(counted))} connected with the new settings.` }
  }
  if (!over) return { kind: 'wait', until: trial.until }
  if (counted.length === 0)
    return { kind: 'abandon', why: 'None of the bridges that were watched uses the endpoint any more.' }
  const lost = counted.filter(({ back }) => !back)
  return { kind: 'restore', why: [notBack(trial, names(lost)), ...lost.slice(0, 3).map(({ told }) => told)].join(' ') }
}

const blind = (trial: Trial, now: number): Decision =>
  now < trial.until + blindMs
    ? { kind: 'wait', until: now < trial.until ? trial.until : trial.until + blindMs }
    : { kind: 'restore', why: `${notBack(trial, bridgesOf(trial.watched))} How they stand could not be read.` }

type Standing = { counts: boolean; back: boolean; told: string }

const gone: Standing = { counts: false, back: false, told: '' }

/** How one side stands. A bridge that was paused or deleted meanwhile, or uses another endpoint now, does not count. */
const standing = (
  { at }: Trial,
  { endpoint }: Facts,
  bridges: readonly Bridge[],
  { bridge: name, side }: WatchedSide,
): Standing => {
  const bridge = bridges.find((one) => one.name === name)
  if (!bridge || bridge.mode === 'Disabled' || !endpointsOf(bridge[side]).includes(endpoint?.name ?? '')) return gone
  const { state, reportedAt, reason } = bridge[side]
  // Both times are of the cluster, which keeps whole seconds: within one nobody knows what came first.
  const isNew = reportedAt !== undefined && reportedAt > (endpoint?.writtenAt ?? at)
  if (state === 'connected')
    return { counts: true, back: isNew, told: isNew ? '' : `${name} has not reported since the change.` }
  // It was connected before the change, so whatever else is told of it came after.
  const why = reason ? ` ${reason.text}` : ''
  return { counts: true, back: false, told: `${name} is ${stateWords[state].toLowerCase()}.${why}` }
}

const names = (sides: readonly { watched: WatchedSide }[]): string[] => bridgesOf(sides.map(({ watched }) => watched))

const withVerb = (list: readonly string[]): string => `${named(list)} ${list.length === 1 ? 'is' : 'are'}`

const notBack = ({ at, until }: Trial, list: readonly string[]): string =>
  `${withVerb(list)} not back after ${Math.round((until - at) / 1_000)} s.`

/** Counts the reports of each side, look by look: made anew after a restart, which waits for more of them at worst. */
export const createReportCount = () => {
  const seen = new Map<string, { at: number; count: number }>()
  const keyOf = ({ bridge, side }: WatchedSide) => `${side} ${bridge}`
  return {
    look: (trial: Trial, since: number, bridges: readonly Bridge[]): void => {
      for (const watched of trial.watched) {
        const reportedAt = bridges.find(({ name }) => name === watched.bridge)?.[watched.side].reportedAt
        const before = seen.get(keyOf(watched))
        if (reportedAt === undefined || reportedAt <= since || reportedAt <= (before?.at ?? 0)) continue
        seen.set(keyOf(watched), { at: reportedAt, count: (before?.count ?? 0) + 1 })
      }
    },
    of: ((watched) => seen.get(keyOf(watched))?.count ?? 0) satisfies ReportCount,
  }
}
