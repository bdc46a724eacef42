/*
 * What the image runs: Next's standalone server with the portal's own names for host and port. Next would take `HOSTNAME`,
 * which in a pod is the pod's name, and would then not listen where the probes and the Service look.
 */
process.env.HOSTNAME = process.env.HOST || '127.0.0.1'
process.env.PORT ||= '3000'
// Longer than proxies keep idle connections (60 s is usual), so that they never use one that was just closed here.
process.env.KEEP_ALIVE_TIMEOUT ||= '75000'
process.env.NEXT_TELEMETRY_DISABLED = '1'

await import('./server.js')
