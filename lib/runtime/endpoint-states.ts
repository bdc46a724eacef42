import { type Bridge, endpointsOf, type SideName } from './bridge'
import { againstEndpoint } from './order'
import type { State } from './state'

/** How it stands with one endpoint: rolled up from the sides of the bridges that use it. */
export type EndpointState = State & {
  endpoint: string
  /** The sides behind it, worst first. */
  sides: readonly EndpointSide[]
  /** Whom the state is said of: the bridges whose side stands exactly so. */
  causes: readonly string[]
}

export type EndpointSide = { bridge: Bridge; side: SideName; state: State }

const sideOrder = (one: EndpointSide, other: EndpointSide): number =>
  againstEndpoint(one.state) - againstEndpoint(other.state) ||
  (one.state.since ?? 0) - (other.state.since ?? 0) ||
  (one.bridge.name < other.bridge.name ? -1 : one.bridge.name > other.bridge.name ? 1 : 0) ||
  (one.side === other.side ? 0 : one.side === 'source' ? -1 : 1)

/**
 * The state of every endpoint that a bridge uses. The worst side decides, among the sides of bridges that are meant to
 * run: an endpoint is *Paused* only when all of them are. Endpoints that are not in the map are *Not in use*
 * (`endpointStateOf` says so).
 *
 * An endpoint has no status of its own: each dataflow opens its own connection, so the same endpoint may work for one and
 * fail for another ("Health status reporting" leaves endpoints out).
 */
export const endpointStates = (bridges: Iterable<Bridge>): ReadonlyMap<string, EndpointState> => {
  const sides = new Map<string, EndpointSide[]>()
  for (const bridge of bridges) {
    for (const side of ['source', 'destination'] as const) {
      const state = bridge[side]
      for (const endpoint of endpointsOf(state)) {
        const others = sides.get(endpoint)
        if (others) others.push({ bridge, side, state })
        else sides.set(endpoint, [{ bridge, side, state }])
      }
    }
  }
  return new Map([...sides].map(([endpoint, all]) => [endpoint, rolledUp(endpoint, all.sort(sideOrder))]))
}

const rolledUp = (endpoint: string, sides: readonly EndpointSide[]): EndpointState => {
  const [worst] = sides
  if (!worst) return notInUse(endpoint)
  const same = sides.filter(({ state }) => state.state === worst.state.state)
  const { state, since, reason, source } = worst.state
  // All that is known is as old as the oldest of the reports it rests on.
  const reports = same.flatMap(({ state: { reportedAt } }) => reportedAt ?? [])
  return {
    endpoint,
    state,
    ...(since !== undefined && { since }),
    ...(reports.length > 0 && { reportedAt: Math.min(...reports) }),
    ...(reason && { reason }),
    source,
    sides,
    causes: [...new Set(same.map(({ bridge }) => bridge.name))],
  }
}

const notInUse = (endpoint: string): EndpointState => ({
  endpoint,
  state: 'not-in-use',
  source: 'spec',
  reason: { text: 'No dataflow uses this endpoint, so nothing has ever connected to it.' },
  sides: [],
  causes: [],
})

/** The state of one endpoint, also of one that no bridge uses. */
export const endpointStateOf = (states: ReadonlyMap<string, EndpointState>, endpoint: string): EndpointState =>
  states.get(endpoint) ?? notInUse(endpoint)
