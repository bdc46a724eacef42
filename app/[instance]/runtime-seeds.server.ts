import 'server-only'
import type { OverviewSeeds } from '@/components/runtime/overview/runtime-overview'
import { summaryOf, type Summary } from '@/components/runtime/overview/summary'
import type { Opened } from '@/lib/access/page.server'
import { graphTitle } from '@/lib/dataflows/graph-title'
import type { DataflowRow } from '@/lib/dataflows/row'
import { projections } from '@/lib/feeds.server'
import { partOf } from '@/lib/live/collection'
import { seenCollection } from '@/lib/live/seen.server'
import { type Bridge, endpointsOf } from '@/lib/runtime/bridge'
import { createBridges } from '@/lib/runtime/bridges'
import { queryBridges, readOverviewQuery } from '@/lib/runtime/overview-query'
import type { PodsGone } from '@/lib/runtime/pods-gone'
import { timelinesOf } from '@/lib/runtime/timelines.server'

/** Bridges that come with the page itself: what a tall screen shows. The stream brings the rest. */
const firstRows = 60
/** Endpoints that come with it: all of them, as long as that is no more than a page can carry. */
const mostEndpoints = 300

/** What the states of bridges are made from, out of the live copy. */
export async function runtimeCollections({ viewer, instance }: Opened) {
  const [dataflows, graphs, pods, profiles, endpoints, brokers, listeners] = await Promise.all([
    seenCollection(viewer, instance, { feed: 'dataflows', ...projections.dataflows }),
    seenCollection(viewer, instance, { feed: 'graphs', ...projections.graphs }),
    seenCollection(viewer, instance, { feed: 'pods', ...projections.pods }),
    seenCollection(viewer, instance, { feed: 'profiles', ...projections.profiles }),
    seenCollection(viewer, instance, { feed: 'endpoints', ...projections.endpoints }),
    seenCollection(viewer, instance, { feed: 'brokers', ...projections.brokers }),
    seenCollection(viewer, instance, { feed: 'listeners', ...projections.listeners }),
  ])
  // Whoever may not see the pods is told nothing of those that went either.
  const podsGone: PodsGone = pods.complete ? timelinesOf(instance).podsGone() : new Map()
  return { dataflows, graphs, pods, profiles, endpoints, brokers, listeners, podsGone }
}

type Collections = Awaited<ReturnType<typeof runtimeCollections>>

/** Of more than this many a page does not bring which they are. */
const mostBroken = 500

/** Which bridges are broken while the page is drawn, by `uid`; nothing where that may not be seen, or are too many. */
export async function brokenBridges({ viewer, instance }: Opened): Promise<readonly string[] | undefined> {
  // Once that is known the dataflows have been read: no page waits for it.
  const broken = timelinesOf(instance).broken()
  if (!broken || broken.length > mostBroken) return undefined
  const { complete } = await seenCollection(viewer, instance, { feed: 'dataflows', ...projections.dataflows })
  return complete ? broken : undefined
}

/** All bridges as they stand at `now`. */
export const bridgesIn = (
  { dataflows, graphs, pods, profiles, endpoints, brokers, podsGone }: Omit<Collections, 'listeners'>,
  now: number,
): readonly Bridge[] =>
  createBridges()(
    {
      dataflows: dataflows.rows.values(),
      graphs: graphs.rows.values(),
      ...(pods.complete && { pods: pods.rows.values(), podsGone }),
      ...(profiles.complete && { profiles: profiles.rows.values() }),
      ...(brokers.complete && { brokers: brokers.rows.values() }),
      ...(endpoints.complete && { endpoints: endpoints.rows }),
    },
    now,
  )

/**
 * What the overview starts from, out of the live copy: few bridges whole, of many the first of the search, filters and order
 * that the URL asks for. What is said of all of them is made from all of them.
 */
export async function overviewSeeds(
  opened: Opened,
  search: URLSearchParams,
  now: number,
): Promise<{ seeds: OverviewSeeds; first: Summary }> {
  const collections = await runtimeCollections(opened)
  const { dataflows, graphs, endpoints } = collections
  const bridges = bridgesIn(collections, now)
  const shown =
    bridges.length <= firstRows ? bridges : queryBridges(bridges, readOverviewQuery(search)).slice(0, firstRows)
  const names = new Set(shown.map(({ name }) => name))
  const sides = new Set(
    shown.flatMap(({ source, destination }) => [...endpointsOf(source), ...endpointsOf(destination)]),
  )
  const few = endpoints.rows.size <= mostEndpoints
  const seeds = {
    ...collections,
    dataflows: partOf(dataflows, ({ name }) => names.has(name)),
    graphs: partOf(graphs, ({ name }) => names.has(graphTitle(name))),
    endpoints: partOf(endpoints, ({ name }) => few || sides.has(name)),
  }
  return { seeds, first: summaryOf(bridges, now) }
}

/** What a page about some bridges starts from: those, and of many endpoints only theirs and `own`. */
export async function bridgeSeeds(
  opened: Opened,
  keep: (dataflow: DataflowRow) => boolean,
  own = '',
): Promise<OverviewSeeds> {
  const { dataflows, endpoints, ...rest } = await runtimeCollections(opened)
  const some = partOf(dataflows, keep)
  const sides = new Set(
    [...some.rows.values()].flatMap(({ source, destination }) => [source?.endpoint, destination?.endpoint]).concat(own),
  )
  const few = endpoints.rows.size <= mostEndpoints
  return { ...rest, dataflows: some, endpoints: partOf(endpoints, ({ name }) => few || sides.has(name)) }
}
