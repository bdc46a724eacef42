import type { DataflowRow, GraphRow, ProfileRow } from '@/lib/dataflows/row'
import type { Bridge, SideName } from './bridge'
import type { BrokerRow } from './broker'
import { type BridgeRow, graphAsRow, sharedBlame } from './graphs'
import { graceMs, judge, type Judgement, staleMs, type Surroundings } from './judge'
import type { PodRow } from './pod'
import { noPods, type PodGroup, podGroups } from './pod-groups'
import type { PodsGone } from './pods-gone'
import { blameOf, reasonOf } from './reasons'
import { rankOf } from './order'
import type { State } from './state'

/** What bridges are made of. A feed that has not been read whole is left out: nothing is concluded from its gaps. */
export type BridgeInput = {
  dataflows: Iterable<DataflowRow>
  graphs?: Iterable<GraphRow>
  pods?: Iterable<PodRow>
  /** Since when profiles that have no pod have none, as far as anybody knows. */
  podsGone?: PodsGone
  profiles?: Iterable<ProfileRow>
  /** Endpoints by name. */
  endpoints?: { has: (name: string) => boolean }
  brokers?: Iterable<BrokerRow>
}

const worse = (source: State, destination: State): State => {
  // Both sides suffer and neither is to blame: seen as a whole, the bridge itself is in trouble.
  if (source.state === 'affected' && destination.state === 'affected') return { ...source, state: 'degraded' }
  return rankOf(destination) < rankOf(source) ? destination : source
}

const bridgeFrom = (dataflow: BridgeRow, judgement: Judgement, pods: PodGroup, wanted: number): Bridge => {
  const { name, uid, resourceVersion, profile, mode, source, destination, also } = dataflow
  return {
    name,
    uid,
    resourceVersion,
    profile,
    mode,
    source: {
      ...unnamed('source', source?.endpoint, judgement.source),
      endpoint: source?.endpoint ?? '',
      ...(also?.source.length && { also: also.source }),
      topics: source?.topics ?? [],
    },
    destination: {
      ...unnamed('destination', destination?.endpoint, judgement.destination),
      endpoint: destination?.endpoint ?? '',
      ...(also?.destination.length && { also: also.destination }),
      topics: destination?.target ? [destination.target] : [],
    },
    worst: worse(judgement.source, judgement.destination),
    pods: { names: pods.names, ready: pods.ready, wanted },
  }
}

/** A side without an endpoint can be connected to nothing, whatever is reported of the whole. */
const unnamed = (side: SideName, endpoint: string | undefined, state: State): State =>
  endpoint || state.reason || state.state === 'connected' || state.state === 'paused'
    ? state
    : { ...state, reason: { text: `The dataflow names no ${side} endpoint.` } }

type Known = {
  dataflow: BridgeRow
  pods: PodGroup | undefined
  wanted: number | undefined
  missing: number
  broker: Surroundings['broker']
  judgement: Judgement
  bridge: Bridge
}

/**
 * Makes all bridges of an instance, again and again: a bridge whose inputs are the same and that the clock has not
 * changed stays the same object, and so does the whole list.
 */
export const createBridges = () => {
  let groups: ReadonlyMap<string, PodGroup> = new Map()
  const goneGroups = new Map<string, PodGroup>()
  let known = new Map<string, Known>()
  let broker: Surroundings['broker']
  let list: readonly Bridge[] = []

  return (
    { dataflows, graphs, pods, podsGone, profiles, endpoints, brokers }: BridgeInput,
    now: number,
  ): readonly Bridge[] => {
    groups = pods ? podGroups(pods, groups) : new Map()
    const trouble = brokers && troubleOf(brokers, now)
    if (!sameTrouble(trouble, broker)) broker = trouble
    const counts = profiles && new Map([...profiles].map(({ name, instanceCount }) => [name, instanceCount]))

    const next = new Map<string, Known>()
    const bridges: Bridge[] = []
    for (const dataflow of withGraphs(dataflows, graphs)) {
      const { profile } = dataflow
      const group = pods && (groups.get(profile) ?? goneGroup(goneGroups, profile, podsGone?.get(profile)))
      const wanted = counts ? (counts.get(profile) ?? -1) : undefined
      const endpointsMissing = endpoints ? missingOf(dataflow, endpoints) : none
      const missing = bits(endpointsMissing)
      const before = known.get(dataflow.name)
      if (
        before &&
        sameRow(before.dataflow, dataflow) &&
        before.pods === group &&
        before.wanted === wanted &&
        before.missing === missing &&
        before.broker === broker &&
        now >= before.judgement.from &&
        now < before.judgement.until
      ) {
        next.set(dataflow.name, before)
        bridges.push(before.bridge)
        continue
      }
      const judged = judge(
        dataflow,
        {
          ...(group && { pods: group }),
          ...(wanted !== undefined && { profileExists: wanted >= 0 }),
          ...(broker && { broker }),
          endpointsMissing,
        },
        now,
      )
      const judgement = dataflow.also ? sharedBlame(judged, dataflow.also) : judged
      const bridge = bridgeFrom(dataflow, judgement, group ?? noPods, Math.max(0, wanted ?? 1))
      next.set(dataflow.name, { dataflow, pods: group, wanted, missing, broker, judgement, bridge })
      bridges.push(bridge)
    }
    const same = bridges.length === list.length && bridges.every((bridge, at) => bridge === list[at])
    known = next
    list = same ? list : bridges
    return list
  }
}

const withGraphs = (dataflows: Iterable<BridgeRow>, graphs: Iterable<GraphRow> = []): Iterable<BridgeRow> => {
  const rows = [...graphs].map(graphAsRow)
  return rows.length === 0 ? dataflows : [...dataflows, ...rows]
}

/** No pods, since when. The same object for the same time. */
const goneGroup = (known: Map<string, PodGroup>, profile: string, downSince: number | undefined): PodGroup => {
  if (downSince === undefined) return noPods
  const before = known.get(profile)
  if (before?.downSince === downSince) return before
  const group = { ...noPods, downSince }
  known.set(profile, group)
  return group
}

/** All bridges once, without memory. */
export const bridges = (
  dataflows: Iterable<DataflowRow>,
  pods: Iterable<PodRow> | undefined,
  profiles: Iterable<ProfileRow> | undefined,
  now: number,
): readonly Bridge[] => createBridges()({ dataflows, ...(pods && { pods }), ...(profiles && { profiles }) }, now)

/** Versions are opaque and good for equality only; a stream that starts over sends equal rows as new objects. */
const sameRow = (one: BridgeRow, other: BridgeRow): boolean =>
  one === other ||
  (one.resourceVersion !== '' && one.uid === other.uid && one.resourceVersion === other.resourceVersion)

const none: readonly SideName[] = []

const missingOf = (
  { source, destination, also }: BridgeRow,
  endpoints: { has: (name: string) => boolean },
): readonly SideName[] => {
  const missing = (name: string) => !endpoints.has(name)
  const from = (source && missing(source.endpoint)) || also?.source.some(missing)
  const to = (destination && missing(destination.endpoint)) || also?.destination.some(missing)
  return from || to ? [...(from ? (['source'] as const) : []), ...(to ? (['destination'] as const) : [])] : none
}

const bits = (sides: readonly SideName[]): number =>
  (sides.includes('source') ? 1 : 0) + (sides.includes('destination') ? 2 : 0)

/** The first fault that a broker reports of itself, as long as the report is fresh. */
const troubleOf = (brokers: Iterable<BrokerRow>, now: number): Surroundings['broker'] => {
  for (const { health } of brokers) {
    if (!health || (health.status !== 'Unavailable' && health.status !== 'Degraded')) continue
    const { lastUpdateTime: reportedAt, reasonCode, message } = health
    if (reportedAt === undefined || now >= reportedAt + staleMs) continue
    const reason = reasonOf(reasonCode, message)
    const text = reasonCode && blameOf(reasonCode) === 'broker' ? reason.text : 'The local broker reports trouble.'
    return { reason: { ...reason, text }, reportedAt }
  }
  return undefined
}

const sameTrouble = (one: Surroundings['broker'], other: Surroundings['broker']): boolean =>
  one?.reason.code === other?.reason.code &&
  one?.reason.text === other?.reason.text &&
  one?.reason.message === other?.reason.message &&
  one?.reportedAt === other?.reportedAt

/** When the clock alone next changes one of these states, so that a screen sets one timer; nothing when it never does. */
export const nextChange = (all: Iterable<Bridge>, now: number): number | undefined => {
  let next = Infinity
  for (const { source, destination } of all) {
    for (const { state, since, reportedAt } of [source, destination]) {
      // A report is believed for a while, and missed after a while; the other states wait for news.
      const at =
        state === 'waiting'
          ? (since ?? now) + graceMs
          : believed.has(state) && reportedAt !== undefined
            ? reportedAt + staleMs
            : Infinity
      // A state that is overdue changes with the next look at it.
      if (at < next) next = Math.max(at, now + 1)
    }
  }
  return next === Infinity ? undefined : next
}

const believed = new Set<State['state']>(['connected', 'degraded', 'disconnected', 'affected', 'unknown'])
