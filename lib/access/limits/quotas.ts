import type { Buckets } from './buckets'

/** How much somebody may ask for: so often within any stretch of this length. */
export type Quota = { most: number; withinMs: number }

/**
 * Quotas, one for each holder, for what is asked for seldom: exact where `buckets` would let one more through for each
 * that has trickled in. A refused request takes nothing. At most `holders` are remembered, the idlest forgotten first.
 */
export function quotas({ most, withinMs }: Quota, holders: number): Buckets {
  /** When each holder asked, the oldest first. Holders in the order of use: a Map keeps insertion order. */
  const held = new Map<string, number[]>()
  return {
    take: (holder, now) => {
      const known = held.get(holder) ?? []
      // A clock that went back makes nobody wait longer than the stretch.
      const times = known.map((at) => Math.min(at, now)).filter((at) => now - at < withinMs)
      const [oldest = now] = times
      const allowed = times.length < most
      held.delete(holder)
      held.set(holder, allowed ? [...times, now] : times)
      if (held.size > holders) held.delete(held.keys().next().value ?? holder)
      return allowed
        ? { allowed }
        : { allowed, retryAfterSeconds: Math.max(1, Math.ceil((oldest + withinMs - now) / 1000)) }
    },
    size: () => held.size,
  }
}
