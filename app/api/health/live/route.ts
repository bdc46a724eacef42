export const dynamic = 'force-dynamic'

/** The process answers. Says nothing about the cluster: a restart would not mend that. */
export function GET() {
  return Response.json({ alive: true }, { headers: { 'cache-control': 'no-store' } })
}
