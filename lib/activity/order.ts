import type { ActivityRow } from './row'

/** The newest first; what happened in the same moment stays in one order. */
export const byTime = (one: ActivityRow, other: ActivityRow): number =>
  other.at - one.at || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
