import 'server-only'
import { rightTo } from '@/lib/access/rights.server'
import type { Viewer } from '@/lib/access/viewer'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { Collection } from './collection'
import { grantOfFeed, refusal, unasked } from './feed-rights'
import { liveCollection } from './hub.server'
import type { Projection } from './projection'
import type { LiveRow } from './protocol'

/**
 * Rows of one feed for the first paint of a page, as far as its viewer may see them. In local mode the portal's copy is
 * all that the viewer could read as well.
 */
export const seenCollection = async <Row extends LiveRow>(
  viewer: Viewer,
  instance: Instance,
  projection: Projection & { row: (object: KubernetesObject) => Row | null },
): Promise<Collection<Row>> => {
  if (viewer.mode === 'local') return liveCollection(instance, projection)
  const answer = await rightTo(viewer, instance, grantOfFeed(projection))
  const now = Date.now()
  const kept = answer.ok ? refusal(answer.value.right, now) : unasked(answer.failure, now, undefined)
  return kept ? { rows: new Map(), complete: false, freshness: kept } : liveCollection(instance, projection)
}
