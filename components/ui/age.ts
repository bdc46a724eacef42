const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * How long something has existed, in one unit, as lists show it: `just now`, `45 s`, `3 min`, `5 h`, `12 d`, `2 y`.
 * Never negative: the clocks of a cluster and of the portal may differ by a little. Milliseconds in.
 */
export function ageText(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  if (ms < 5 * second) return 'just now'
  if (ms < minute) return `${Math.floor(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  if (ms < 730 * day) return `${Math.floor(ms / day)} d`
  return `${Math.floor(ms / (365 * day))} y`
}

/** How long ago something was: `just now`, `45 s ago`. Milliseconds in. */
export function agoText(ms: number): string {
  const age = ageText(ms)
  return age === 'just now' || age === '–' ? age : `${age} ago`
}
