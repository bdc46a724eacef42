import 'server-only'
import { errorFacts } from './errors'
import { log } from './log.server'
import { countUncaught } from './metrics.server'
import { processWide } from './process-wide.server'

/**
 * Counts and logs what nobody caught. Next keeps the process alive over it, so without this a loop that died of it would
 * be noticed by nobody; that readiness looks at each loop is the other half.
 */
export const watchUncaught = (): boolean =>
  processWide('sluice.uncaught', () => {
    process.on('uncaughtExceptionMonitor', (error, origin) => {
      // Rejections come here as well when nothing listens to them; they are counted below.
      if (origin === 'uncaughtException') note('exception', error)
    })
    process.on('unhandledRejection', (reason) => note('rejection', reason))
    return true
  })

const note = (kind: 'exception' | 'rejection', error: unknown) => {
  countUncaught(kind)
  log().error({ kind, cause: errorFacts(error) }, 'uncaught error')
}
