import 'server-only'
import { rightTo } from '@/lib/access/rights/rights.server'
import type { Viewer } from '@/lib/access/viewer'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { Collection } from './collection'
import { grantOfFeed, refusal, unasked } from './feed-rights'
import { liveCollection } from './hub.server'
import type { AnyFeed, Projection } from './projection'
import type { Freshness, LiveRow } from './protocol'

/**
 * Rows of one feed for the first paint of a page, as far as its viewer may see them. In local mode the portal's copy is
 * all that the viewer could read as well.
 */
export const seenCollection = async <Row extends LiveRow>(
  viewer: Viewer,
  instance: Instance,
  projection: Projection & { row: (object: KubernetesObject) => Row | null },
): Promise<Collection<Row>> => {
  const kept = await keptFrom(viewer, instance, projection)
  return kept ? { rows: new Map(), complete: false, freshness: kept } : liveCollection(instance, projection)
}

/** How a feed looks to a viewer who does not get it; nothing when they do. */
export const keptFrom = async (viewer: Viewer, instance: Instance, feed: AnyFeed): Promise<Freshness | undefined> => {
  if (viewer.mode === 'local') return undefined
  const answer = await rightTo(viewer, instance, grantOfFeed(feed))
  const now = Date.now()
  return answer.ok ? refusal(answer.value.right, now) : unasked(answer.failure, now, undefined)
}
