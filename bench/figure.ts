import type { Spread } from './spread.ts'

/** What was measured of one thing: one number, or how many tries were spread. */
export type Amount = number | Spread

export type Unit = 'ms' | 'kB' | 'MB' | 'count'

/** One line of a table. What a column does not have stays empty there. */
export type Line = {
  measure: string
  unit: Unit
  ours?: Amount
  yardstick?: Amount
  /** What we set out to reach, in words. No run fails by it. */
  goal?: string
}

/** One table: ours beside something as simple as can be, measured in the same run. */
export type Table = {
  title: string
  /** What stands in the yardstick's column. */
  yardstick: string
  lines: readonly Line[]
}

export type Figure = {
  /** What it is asked for by: `npm run bench -- <name>`. */
  name: string
  about: string
  /** Starts what it needs and ends it again, also when it throws. */
  measure: () => Promise<Table[]>
}
