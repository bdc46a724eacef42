import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './answer.ts'
import { faultError, type Fault, type Occasion } from './faults.ts'

/** Answers through a fault, or properly where none strikes: `go` does the work. */
export async function throughFault(
  fault: Fault | undefined,
  occasion: Occasion,
  response: ServerResponse,
  go: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  if (!fault) return go()
  if ('answer' in fault) throw faultError(fault, occasion)
  if ('delayMs' in fault) {
    await sleep(fault.delayMs)
    return response.destroyed ? undefined : go()
  }
  if ('garbage' in fault) {
    return { code: 200, body: '<html><body>Bad gateway</body></html>', type: 'text/html' }
  }
  if ('hang' in fault) return undefined
  if (fault.drop === 'after') await go()
  response.destroy()
  return undefined
}
