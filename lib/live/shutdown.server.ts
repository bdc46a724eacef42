import 'server-only'
import { log } from '@/lib/core/log.server'
import { processWide } from '@/lib/core/process-wide.server'
import { beginEnding } from './ending.server'
import { closeLiveStreams } from './sse.server'

/** An HTTP server waits for open responses without limit; after this long it is ended in the middle of them. */
const patienceMs = 4_000

/**
 * On SIGTERM and SIGINT the streams say goodbye and readiness is taken back; Next's own handler stops listening, waits
 * for the requests that are under way and exits. The watches go on until then, since those requests may read from them.
 * The same when the process that started this one is gone, so that no server is left behind on the port.
 */
export function endInOrder(): void {
  processWide('sluice.shutdown', () => {
    const end = (signal: string) => {
      log().info({ signal }, 'ending')
      setTimeout(() => process.exit(0), patienceMs).unref()
      beginEnding()
      closeLiveStreams()
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
