import 'server-only'
import { processWide } from './process-wide.server'
import { parseSettings } from './settings'
import type { Settings } from './settings'

/**
 * The settings of this process, parsed once. Throws with the list of what is wrong; the start script has refused
 * before that, so this speaks to whoever starts the server by other means.
 */
export const settings = (): Settings => processWide('sluice.settings', parse)

function parse(): Settings {
  const parsed = parseSettings(process.env)
  if (!parsed.ok) throw new Error(['The environment does not fit:', ...parsed.problems].join('\n- '))
  return parsed.settings
}
