/**
 * How much somebody may ask for: `burst` at once, and `perSecond` in the long run.
 */
export type Budget = { burst: number; perSecond: number }

export type Verdict = { allowed: true } | { allowed: false; retryAfterSeconds: number }

export type Buckets = {
  /** Takes one token of the holder's bucket, if there is one. `now` in milliseconds, from any clock that does not go back. */
  take: (holder: string, now: number) => Verdict
  size: () => number
}

/**
 * Token buckets, one for each holder: full at first, refilled steadily, one token for each request. A refused request takes
 * nothing, so whoever keeps asking is served again as soon as somebody patient would be.
 *
 * At most `most` holders are remembered. The one that was idle the longest is forgotten first, and its bucket has filled
 * up the most, so a flood of made-up holders gains nobody much and costs bounded memory.
 */
export function buckets({ burst, perSecond }: Budget, most: number): Buckets {
  /** In the order of use: a Map keeps insertion order. */
  const held = new Map<string, { tokens: number; at: number }>()
  return {
    take: (holder, now) => {
      const known = held.get(holder)
      const tokens = known ? Math.min(burst, known.tokens + (Math.max(0, now - known.at) / 1000) * perSecond) : burst
      const allowed = tokens >= 1
      held.delete(holder)
      held.set(holder, { tokens: allowed ? tokens - 1 : tokens, at: known ? Math.max(now, known.at) : now })
      if (held.size > most) held.delete(held.keys().next().value ?? holder)
      return allowed ? { allowed } : { allowed, retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / perSecond)) }
    },
    size: () => held.size,
  }
}
