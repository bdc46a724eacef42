import type { Bridge, Side, SideName } from './bridge'
import type { EventRow } from './event'
import type { Timeline, TimelineEntry } from './timeline'

const sides = ['source', 'destination'] as const satisfies readonly SideName[]

/** The cluster tells times in whole seconds. */
const secondMs = 1_000

/**
 * What is to be noted of a bridge that is seen for the first time (`before` absent), or that differs from before. A change
 * counts from when the cluster says that it happened, if that lies between what was noted last (`latest`, for each side) and
 * `at`; else from `at`, when it was seen. Epoch milliseconds.
 */
export const changesOf = (
  before: Bridge | undefined,
  after: Bridge,
  at: number,
  latest: Partial<Record<SideName, number>> = {},
): TimelineEntry[] => sides.flatMap((side) => changeOf(side, before?.[side], after[side], at, latest[side]) ?? [])

const changeOf = (
  side: SideName,
  before: Side | undefined,
  after: Side,
  at: number,
  latest = -Infinity,
): TimelineEntry | undefined => {
  const { state, reason, since } = after
  if (before && !differs(before, after)) return undefined
  const news = since !== undefined && (!before || since > (before.since ?? 0)) && since + secondMs > latest
  const told = news && since <= at
  return {
    at: told ? Math.max(since, latest) : at,
    side,
    state,
    ...(reason && { reason }),
    witness: told && (!before || after.source === 'report') ? 'report' : 'seen',
  }
}

/** Texts and messages may tell the same in other words; a report's time that moved on tells that it was otherwise in between. */
const differs = (before: Side, after: Side): boolean =>
  before.state !== after.state ||
  before.endpoint !== after.endpoint ||
  before.reason?.code !== after.reason?.code ||
  (before.source === 'report' && after.source === 'report' && (after.since ?? 0) > (before.since ?? 0))

/**
 * Since when a side has stood as it stands, by who watched it: nothing unless the change itself was seen. What stood so at
 * the first look may have stood so for long.
 */
export const seenSince = (timeline: Timeline | undefined, side: SideName, bridge: Bridge): number | undefined => {
  const past = timeline?.entries.filter((entry) => entry.side === side && entry.state !== undefined) ?? []
  const other = past.findIndex(({ state }) => state !== bridge[side].state)
  return past[other - 1]?.at
}

/** Of what happens to pods, what tells of bridges: trouble, ends and beginnings. */
const tellingOfPods = new Set(['Killing', 'Started', 'SuccessfulCreate', 'SuccessfulDelete'])

/** An event as part of a bridge's past, or nothing when it is not about that bridge. */
export const eventEntry = (bridge: Bridge, event: EventRow): TimelineEntry | undefined => {
  const place = placeOf(bridge, event)
  if (!place) return undefined
  const { reason, message, lastAt, count } = event
  const text = [place.prefix, message || reason, count > 1 ? ` (${count} times)` : ''].join('')
  return {
    at: lastAt,
    ...(place.side && { side: place.side }),
    reason: { ...(reason && { code: reason }), text },
    witness: 'event',
  }
}

const placeOf = (
  bridge: Bridge,
  { about, type, reason }: EventRow,
): { prefix: string; side?: SideName } | undefined => {
  const { kind, name, uid } = about
  switch (kind) {
    case 'Dataflow':
      return name === bridge.name && (uid === undefined || uid === bridge.uid) ? { prefix: '' } : undefined
    case 'DataflowEndpoint': {
      const used = sides.filter((side) => bridge[side].endpoint === name)
      const [side] = used
      return side && { prefix: `Endpoint ${name}: `, ...(used.length === 1 && { side }) }
    }
    case 'DataflowProfile':
      return name === bridge.profile ? { prefix: `Profile ${name}: ` } : undefined
    case 'Pod':
    case 'StatefulSet': {
      const set = `aio-dataflow-${bridge.profile}`
      const ours = name === set || (name.startsWith(`${set}-`) && /^\d+$/.test(name.slice(set.length + 1)))
      const telling = type === 'Warning' || tellingOfPods.has(reason)
      return ours && telling ? { prefix: `${kind === 'Pod' ? 'Pod' : 'Pods'} ${name}: ` } : undefined
    }
    default:
      return undefined
  }
}
