import { isEnding } from '@/lib/live/ending.server'
import { healthOf } from '@/lib/live/health'
import { liveHealth } from '@/lib/live/hub.server'

export const dynamic = 'force-dynamic'

/**
 * The portal can do its work: its copies of the clusters are kept up. An unreachable cluster does not count against it,
 * since the portal then still shows what it knows and says so; which one that is stands in the answer. Open to whoever
 * asks, as probes are: it names instances and kinds, no address, no object and no person.
 */
export function GET() {
  const { ready, instances, dead } = healthOf(liveHealth(), Date.now(), isEnding())
  const body = { ready, ...(isEnding() && { ending: true }), instances, ...(dead.length > 0 && { dead }) }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
