import 'server-only'
import { processWide } from './process-wide.server'
import { parseSettings } from './settings'
import type { Settings } from './settings'

/** The settings of this process, parsed once. Throws with the list of what is wrong. */
export const settings = (): Settings => processWide('sluice.settings', parse)

/**
 * Ends the process with one sentence for each thing that is wrong with the environment. Next would go on listening and
 * answer nothing. The start script refuses before that, so this speaks to whoever starts the server by other means, as the
 * image does.
 */
export function requireSettings(): void {
  const parsed = parseSettings(process.env)
  if (parsed.ok) return
  process.stderr.write(`${['Sluice does not start.', ...parsed.problems].join('\n')}\n`)
  process.exit(1)
}

function parse(): Settings {
  const parsed = parseSettings(process.env)
  if (!parsed.ok) throw new Error(['The environment does not fit:', ...parsed.problems].join('\n- '))
  return parsed.settings
}
