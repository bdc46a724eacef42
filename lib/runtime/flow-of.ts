import { isEventGridHost } from '@/lib/brokers/event-grid-host'
import { isLocalHost } from '@/lib/brokers/local-host'
import { hostName } from '@/lib/core/host'
import { isGraphTitle } from '@/lib/dataflows/graph-title'
import { type Bridge, endpointsOf, type SideName } from './bridge'
import type { Flow, FlowCounter, FlowRow } from './flow'

/** What is known of an endpoint here; rows of the endpoints feed are such. */
export type EndpointFact = { name: string; endpointType: string; hostType?: string; host: string }

/** What the flows of all sides are made from, gathered once. */
export type FlowContext = {
  byProfile: ReadonlyMap<string, readonly FlowRow[]>
  /** Which running bridges share a figure: by profile, side and service. */
  users: ReadonlyMap<string, readonly string[]>
  serviceOf: (endpoint: string) => string | undefined
}

/** Types whose name tells the service, as "Dataflow metrics" spells it. */
const services: Readonly<Record<string, string>> = {
  dataexplorer: 'Data Explorer',
  datalakestorage: 'Blob Storage',
  fabriconelake: 'Fabric OneLake',
  localstorage: 'Local Storage',
  opentelemetry: 'Open Telemetry',
}

/** The kind of service that counters name for an endpoint: they carry neither its name nor the dataflow's. */
export const serviceTypeOf = (
  { endpointType, hostType = '', host }: EndpointFact,
  localServices: readonly string[],
): string => {
  const [type, mark, name] = [endpointType.toLowerCase(), hostType.toLowerCase(), hostName(host)]
  if (type === 'mqtt') {
    if (mark === 'localbroker' || isLocalHost(host, localServices)) return 'Local AIO MQTT Broker'
    return mark === 'eventgrid' || isEventGridHost(host) ? 'Event Grid' : 'Unknown Mqtt Broker'
  }
  if (type === 'kafka') {
    if (mark === 'fabricrt') return 'Fabric RTI'
    return mark === 'eventhub' || name.endsWith('.servicebus.windows.net') ? 'Event Hubs' : 'Unknown Kafka Broker'
  }
  return services[type] ?? 'Other'
}

/** Gathers what `flowOf` asks for. `localServices` are the services of the instance's own broker listeners. */
export const flowContext = (
  bridges: Iterable<Bridge>,
  flows: Iterable<FlowRow>,
  endpoints: ReadonlyMap<string, EndpointFact>,
  localServices: readonly string[] = [],
): FlowContext => {
  const known = new Map<string, string>()
  const serviceOf = (endpoint: string): string | undefined => {
    const cached = known.get(endpoint)
    if (cached !== undefined) return cached
    const fact = endpoints.get(endpoint)
    if (!fact) return undefined
    const service = serviceTypeOf(fact, localServices)
    known.set(endpoint, service)
    return service
  }
  const byProfile = new Map<string, FlowRow[]>()
  for (const flow of flows) put(byProfile, flow.profile, flow)
  const users = new Map<string, string[]>()
  for (const bridge of bridges) {
    if (bridge.mode === 'Disabled') continue
    for (const side of ['source', 'destination'] as const) {
      const services = new Set(endpointsOf(bridge[side]).map(serviceOf))
      for (const service of services)
        if (service !== undefined) put(users, userKey(bridge.profile, side, service), bridge.name)
    }
  }
  return { byProfile, users, serviceOf }
}

const put = <Item>(map: Map<string, Item[]>, key: string, item: Item) => {
  const others = map.get(key)
  if (others) others.push(item)
  else map.set(key, [item])
}

const userKey = (profile: string, side: SideName, service: string) => `${profile}\n${side}\n${service.toLowerCase()}`

const none = (why: string): Flow => ({ kind: 'no-counters', why })

/**
 * What flows at one side of a bridge: the sum over its profile's pods of the counters for the endpoint's kind of service.
 * That is the bridge's own figure only while no other bridge of the profile uses the same kind of service on that side;
 * `sharedWith` names the others. Where any part of the sum is missing there is no figure: less than all is not *less*.
 */
export const flowOf = (bridge: Bridge, side: SideName, { byProfile, users, serviceOf }: FlowContext): Flow => {
  if (bridge.mode === 'Disabled') return none('The dataflow is paused.')
  if (isGraphTitle(bridge.name)) return none('The pods’ counters do not tell what flows through a graph.')
  const rows = byProfile.get(bridge.profile) ?? []
  if (rows.length === 0) return none('The pods of its profile have not been asked yet, or there are none.')
  const absent = rows.find((row) => row.readAt === undefined || row.absent !== undefined)
  if (absent) return none(absent.absent ?? 'The pods have not answered yet.')
  const service = serviceOf(bridge[side].endpoint)
  if (service === undefined) return none('The endpoint is not there, so its counters cannot be told from others.')
  const counters = rows.flatMap((row) =>
    row.counters.filter((counter) => counter.side === side && counter.service.toLowerCase() === service.toLowerCase()),
  )
  // A counter is born with its first message in many libraries: none is not zero.
  if (counters.length === 0) return none(`The pods count nothing for “${service}” on this side so far.`)

  const perSecond = sumOf(counters)
  const moved = counters.flatMap(({ movedAt }) => movedAt ?? [])
  const followed = rows.map(({ followedSince, readAt = 0 }) => followedSince ?? readAt)
  const sharedWith = (users.get(userKey(bridge.profile, side, service)) ?? []).filter((name) => name !== bridge.name)
  return {
    kind: 'counted',
    ...(perSecond !== undefined && { perSecond }),
    ...(moved.length > 0 && { movedAt: Math.max(...moved) }),
    // All pods together have been followed since the last of them was.
    followedSince: Math.max(...followed),
    sharedWith,
  }
}

const sumOf = (counters: readonly FlowCounter[]): number | undefined => {
  const rates = counters.flatMap(({ perSecond }) => perSecond ?? [])
  return rates.length === counters.length ? rates.reduce((sum, rate) => sum + rate, 0) : undefined
}

/**
 * From how long on silence is worth a word, milliseconds. Counters are read every few seconds and plants send more often
 * than this; a bridge that is meant to be quieter is amber without harm.
 */
export const silentAfterMs = 120_000

/**
 * How long nothing has moved, in milliseconds and never negative; nothing while that is no news or nobody counts.
 * `atLeast` when the counters have stood still for as long as they have been followed.
 */
export const silentFor = (flow: Flow, now: number): { ms: number; atLeast: boolean } | undefined => {
  if (flow.kind === 'no-counters') return undefined
  const ms = Math.max(0, now - (flow.movedAt ?? flow.followedSince))
  return ms < silentAfterMs ? undefined : { ms, atLeast: flow.movedAt === undefined }
}
