import { liveHealth } from '@/lib/live/hub.server'

export const dynamic = 'force-dynamic'

/** A watch loop gives a sign of life at least every 90 seconds; one that has not for twice as long is dead. */
const silenceMs = 180_000

/**
 * The portal can do its work: its copies of the clusters are kept up. An unreachable cluster does not count against it,
 * since the portal then still shows what it knows and says so.
 */
export function GET() {
  const copies = liveHealth()
  const ready = copies.every(({ heartbeatAt }) => Date.now() - heartbeatAt < silenceMs)
  return Response.json({ ready }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
