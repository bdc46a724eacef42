import 'server-only'
import type { ListSeeds } from '@/components/endpoints/use-list-items'
import type { Opened } from '@/lib/access/page.server'
import { listenerFacts } from '@/lib/brokers/listeners'
import type { DataflowRow } from '@/lib/dataflows/row'
import { endpointUses } from '@/lib/dataflows/usage'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'
import { listItems, type EndpointStateNames } from '@/lib/endpoints/list'
import { queryItems, readListQuery } from '@/lib/endpoints/list-query'
import { partOf, type Collection } from '@/lib/live/collection'
import { endpointStateNames } from '@/lib/runtime/endpoint-state-names'
import type { StateName } from '@/lib/runtime/state'
import { bridgesIn, runtimeCollections } from '../runtime-seeds.server'

/** Rows that come with the page itself: what a tall screen shows. The stream brings the rest. */
const firstRows = 60

/**
 * What the list starts from, out of the live copy: a short list whole, of a long one the first rows of the search,
 * filter and order that the URL asks for, and what is needed to draw those. How they stand comes as words: what makes
 * states need not be among what a browser loads first.
 */
export async function listSeeds(
  opened: Opened,
  search: URLSearchParams,
  now: number,
): Promise<ListSeeds & { states: [string, StateName][] }> {
  const collections = await runtimeCollections(opened)
  const { endpoints, dataflows, listeners } = collections
  const names = endpointStateNames(bridgesIn(collections, now))
  const states = { names, whole: dataflows.complete }
  const few = endpoints.rows.size <= firstRows
  const shown = few ? endpoints : firstOf(collections, states, search)
  return {
    endpoints: shown,
    dataflows: needed(dataflows, shown),
    listeners,
    states: [...shown.rows.keys()].flatMap((name) => {
      const state = names.get(name) ?? (states.whole ? 'not-in-use' : undefined)
      return state ? [[name, state]] : []
    }),
  }
}

function firstOf(
  { endpoints, dataflows, listeners }: Awaited<ReturnType<typeof runtimeCollections>>,
  states: EndpointStateNames,
  search: URLSearchParams,
) {
  const items = listItems(
    endpoints.rows.values(),
    endpointUses(dataflows.rows.values()),
    listenerFacts(listeners.rows.values(), new Map()),
    states,
  )
  const first = queryItems(items, readListQuery(search)).slice(0, firstRows)
  const names = new Set([defaultEndpointName, ...first.map(({ row }) => row.name)])
  return partOf(endpoints, ({ name }) => names.has(name))
}

/** The dataflows that use one of these endpoints. */
const needed = (dataflows: Collection<DataflowRow>, { rows }: Collection) =>
  partOf(
    dataflows,
    ({ source, destination }) => rows.has(source?.endpoint ?? '') || rows.has(destination?.endpoint ?? ''),
  )
