import { type Bridge, endpointsOf } from './bridge'
import { againstEndpoint } from './order'
import type { StateName } from './state'

/**
 * The state of every endpoint that a bridge uses, by name alone: what `endpointStates` says, for lists of thousands. Endpoints that are not in it are not in use.
 */
export const endpointStateNames = (bridges: Iterable<Bridge>): ReadonlyMap<string, StateName> => {
  const names = new Map<string, StateName>()
  for (const bridge of bridges) {
    for (const side of [bridge.source, bridge.destination]) {
      for (const endpoint of endpointsOf(side)) {
        const known = names.get(endpoint)
        if (known === undefined || againstEndpoint(side) < againstEndpoint({ state: known }))
          names.set(endpoint, side.state)
      }
    }
  }
  return names
}
