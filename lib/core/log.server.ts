import 'server-only'
import pino from 'pino'
import type { Logger } from 'pino'
import { settings } from './env.server'
import { processWide } from './process-wide.server'

/**
 * The log of this process: JSON, one line for each entry on standard output. Values are JSON strings, so a line break
 * or an escape sequence in a name cannot forge a line. Callers pass names, codes and ids, never bodies or secrets.
 */
export const log = (): Logger =>
  processWide('sluice.log', () =>
    pino({
      level: settings().logLevel,
      base: { name: 'sluice' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    }),
  )
