import 'server-only'
import type { ListSeeds } from '@/components/endpoints/use-list-items'
import { listenerFacts } from '@/lib/brokers/listeners'
import type { DataflowRow } from '@/lib/dataflows/row'
import { endpointUses } from '@/lib/dataflows/usage'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'
import { listItems } from '@/lib/endpoints/list'
import { queryItems, readListQuery } from '@/lib/endpoints/list-query'
import { projections } from '@/lib/feeds.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { partOf, type Collection } from '@/lib/live/collection'
import { liveCollection } from '@/lib/live/hub.server'

/** Rows that come with the page itself: what a tall screen shows. The stream brings the rest. */
const firstRows = 60

/**
 * What the list starts from, out of the live copy: a short list whole, of a long one the first rows of the search,
 * filter and order that the URL asks for, and what is needed to draw those.
 */
export async function listSeeds(instance: Instance, search: URLSearchParams): Promise<ListSeeds> {
  const { endpoints, dataflows, listeners } = await collections(instance)
  if (endpoints.rows.size <= firstRows) return { endpoints, dataflows: needed(dataflows, endpoints), listeners }

  const items = listItems(
    endpoints.rows.values(),
    endpointUses(dataflows.rows.values()),
    listenerFacts(listeners.rows.values(), new Map()),
  )
  const first = queryItems(items, readListQuery(search)).slice(0, firstRows)
  const names = new Set([defaultEndpointName, ...first.map(({ row }) => row.name)])
  const part = partOf(endpoints, ({ name }) => names.has(name))
  return { endpoints: part, dataflows: needed(dataflows, part), listeners }
}

async function collections(instance: Instance) {
  const [endpoints, dataflows, listeners] = await Promise.all([
    liveCollection(instance, { feed: 'endpoints', ...projections.endpoints }),
    liveCollection(instance, { feed: 'dataflows', ...projections.dataflows }),
    liveCollection(instance, { feed: 'listeners', ...projections.listeners }),
  ])
  return { endpoints, dataflows, listeners }
}

/** The dataflows that use one of these endpoints. */
const needed = (dataflows: Collection<DataflowRow>, { rows }: Collection) =>
  partOf(
    dataflows,
    ({ source, destination }) => rows.has(source?.endpoint ?? '') || rows.has(destination?.endpoint ?? ''),
  )
