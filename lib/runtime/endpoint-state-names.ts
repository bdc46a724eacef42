import type { GraphRow } from '@/lib/dataflows/row'
import type { Bridge } from './bridge'
import { againstEndpoint } from './order'
import type { StateName } from './state'

/**
 * The state of every endpoint that a bridge or a graph uses, by name alone: what `endpointStates` and `endpointStateOf` say,
 * for lists of thousands. Endpoints that are not in it are not in use.
 */
export const endpointStateNames = (
  bridges: Iterable<Bridge>,
  graphs: Iterable<GraphRow> = [],
): ReadonlyMap<string, StateName> => {
  const names = new Map<string, StateName>()
  for (const bridge of bridges) {
    for (const side of [bridge.source, bridge.destination]) {
      if (side.endpoint === '') continue
      const known = names.get(side.endpoint)
      if (known === undefined || againstEndpoint(side) < againstEndpoint({ state: known }))
        names.set(side.endpoint, side.state)
    }
  }
  // Graphs do not report by endpoint; where a bridge does, that is told.
  for (const { sides } of graphs)
    for (const { endpoint } of sides) if (!names.has(endpoint)) names.set(endpoint, 'unknown')
  return names
}
