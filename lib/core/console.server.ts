import 'server-only'
import { errorFacts } from './errors'
import { log } from './log.server'
import { processWide } from './process-wide.server'

/** Of a text that somebody else wrote, what helps to recognise it. */
const longest = 300

/**
 * Takes what libraries, and Next above all, write to the console into the log: one line of JSON for each call. Next prints
 * the errors of pages and actions whole, and their messages can hold what was sent, over several lines; here an error is
 * its kind, its codes and its places, as everywhere in the log. A development server keeps its console.
 */
export const adoptConsole = (): boolean =>
  processWide('sluice.console', () => {
    if (process.env.NODE_ENV !== 'production') return false
    const { console } = globalThis
    for (const [method, level] of [
      ['error', 'error'],
      ['warn', 'warn'],
      ['log', 'info'],
      ['info', 'info'],
    ] as const) {
      console[method] = (...parts: unknown[]) => log()[level]({ console: parts.map(told) }, 'console')
    }
    return true
  })

const told = (part: unknown): unknown => {
  if (typeof part === 'string') return part.slice(0, longest)
  return typeof part === 'object' && part !== null ? errorFacts(part) : String(part).slice(0, longest)
}
