/** How long to wait before a try, milliseconds: anywhere from `least` to `most`, so that many clients do not come at once. */
export type Wait = { least: number; most: number }

/** Picks a moment in the band; `random` is in [0, 1). */
export const pick = ({ least, most }: Wait, random: number): number => Math.round(least + random * (most - least))

/** Straight away, but never in a tight loop. */
export const soon: Wait = { least: 20, most: 150 }

/**
 * Doubling waits with jitter: the first is quick, so that a restart is hardly felt, later ones end at `cap`.
 * `attempt` counts the failures in a row, from 1.
 */
export const backoff = (attempt: number, cap: number): Wait => {
  if (attempt <= 1) return soon
  const most = Math.min(cap, 500 * 2 ** Math.min(attempt - 2, 10))
  return { least: most / 2, most }
}

/**
 * The longest wait while nothing listens at the address: a refused connection costs next to nothing, and the first
 * moment that something listens again is what everybody waits for.
 */
export const refusedCap = 1_500

/** The longest wait while the API server answers with errors: it has enough to do. */
export const troubledCap = 30_000
