import 'server-only'
import { log } from '@/lib/core/log.server'
import { processWide } from '@/lib/core/process-wide.server'
import { stopLive } from './hub.server'
import { closeLiveStreams } from './sse.server'

/** An HTTP server waits for open responses without limit; after this long it is ended in the middle of them. */
const patienceMs = 4_000

/**
 * On SIGTERM and SIGINT the streams say goodbye and the watches end, so that Next's own handler finds nothing to wait
 * for. The same when the process that started this one is gone, so that no server is left behind on the port.
 */
export function endInOrder(): void {
  processWide('sluice.shutdown', () => {
    const end = (signal: string) => {
      log().info({ signal }, 'ending')
      setTimeout(() => process.exit(0), patienceMs).unref()
      closeLiveStreams()
      stopLive().catch(() => undefined)
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
    if (process.env.SLUICE_WITH_PARENT === '1') {
      process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'))
      process.stdin.resume()
    }
    return true
  })
}
