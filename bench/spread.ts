/** How a number of tries were spread. */
export type Spread = { p50: number; p95: number; max: number; tries: number }

/** Nearest-rank percentiles: every number told was really measured. Throws on no tries. */
export function spread(tries: readonly number[]): Spread {
  const sorted = [...tries].sort((a, b) => a - b)
  const max = sorted.at(-1)
  if (max === undefined) throw new Error('Nothing was measured.')
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? max
  return { p50: rank(0.5), p95: rank(0.95), max, tries: sorted.length }
}

/** Try by try what ours took beyond the yardstick's try beside it. */
export const beyond = (ours: readonly number[], yardstick: readonly number[]): Spread =>
  spread(ours.flatMap((value, at) => (yardstick[at] === undefined ? [] : [value - yardstick[at]])))
