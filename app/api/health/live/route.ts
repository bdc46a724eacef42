import { isEnding } from '@/lib/live/ending.server'
import { healthOf } from '@/lib/live/health'
import { liveHealth } from '@/lib/live/hub.server'

export const dynamic = 'force-dynamic'

/**
 * The process answers, and what it runs in the background runs. A cluster out of reach is no reason for a restart, which
 * would not mend it; a watch whose loop has been dead for five minutes is.
 */
export function GET() {
  const { broken } = healthOf(liveHealth(), Date.now(), isEnding())
  return Response.json({ alive: !broken }, { status: broken ? 503 : 200, headers: { 'cache-control': 'no-store' } })
}
