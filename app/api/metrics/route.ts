import { mayReadMetrics } from '@/lib/access/metrics-reader.server'
import { registry } from '@/lib/core/metrics.server'
import { liveHealth, liveViewers } from '@/lib/live/hub.server'
import { noteLive } from '@/lib/live/metrics.server'

export const dynamic = 'force-dynamic'

const refusal = {
  failure: {
    code: 'unauthenticated',
    message: 'The figures are given to who sends the token of SLUICE_METRICS_TOKEN.',
    next: 'Whoever runs the portal can set it, and give it to Prometheus as a bearer token.',
  },
}

/** The figures of this replica, for Prometheus. It reads them from each replica by its own address. */
export async function GET(request: Request) {
  if (!mayReadMetrics(request.headers))
    return Response.json(refusal, {
      status: 401,
      headers: { 'cache-control': 'no-store', 'www-authenticate': 'Bearer realm="metrics"' },
    })
  noteLive({ copies: liveHealth(), viewers: liveViewers() }, Date.now())
  const text = await registry().metrics()
  return new Response(text, { headers: { 'content-type': registry().contentType, 'cache-control': 'no-store' } })
}
