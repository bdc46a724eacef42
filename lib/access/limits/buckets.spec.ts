import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buckets } from './buckets'

describe('buckets: rate-limit-login-and-api', () => {
  it('gives a burst at once, then one by one, and says when to come back', () => {
    const limit = buckets({ burst: 3, perSecond: 0.5 }, 10)
    for (let asked = 0; asked < 3; asked++) expect(limit.take('ada', 0)).toEqual({ allowed: true })
    expect(limit.take('ada', 0)).toEqual({ allowed: false, retryAfterSeconds: 2 })
    expect(limit.take('ada', 1_000)).toEqual({ allowed: false, retryAfterSeconds: 1 })
    expect(limit.take('ada', 2_000)).toEqual({ allowed: true })
    expect(limit.take('ada', 2_000)).toMatchObject({ allowed: false })
  })

  it('locks out nobody else', () => {
    const limit = buckets({ burst: 1, perSecond: 1 }, 10)
    for (let asked = 0; asked < 100; asked++) limit.take('mallory', 0)
    expect(limit.take('ada', 0)).toEqual({ allowed: true })
  })

  it('serves again after the time it told, however often was asked meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
        (burst, perSecond, steps) => {
          const limit = buckets({ burst, perSecond }, 10)
          let now = 0
          for (const step of steps) limit.take('ada', (now += step))
          const verdict = limit.take('ada', now)
          if (verdict.allowed) return
          for (const part of [0.2, 0.5, 0.9]) limit.take('ada', now + verdict.retryAfterSeconds * 1000 * part)
          // Somebody who asks in between may have been served then; nobody waits longer than one token takes.
          const wait = verdict.retryAfterSeconds + Math.ceil(1 / perSecond)
          expect(limit.take('ada', now + wait * 1000)).toEqual({ allowed: true })
        },
      ),
    )
  })

  it('allows no more than burst and refill together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 300 }),
        (burst, perSecond, steps) => {
          const limit = buckets({ burst, perSecond }, 10)
          let now = 0
          const served = steps.filter((step) => limit.take('ada', (now += step)).allowed).length
          expect(served).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6)
        },
      ),
    )
  })

  it('remembers a bounded number of holders and forgets the one that was idle the longest', () => {
    const limit = buckets({ burst: 1, perSecond: 0.001 }, 3)
    limit.take('ada', 0)
    for (let made = 0; made < 1_000; made++) {
      limit.take(`made-up-${made}`, 1)
      expect(limit.take('ada', 1)).toMatchObject({ allowed: false })
    }
    expect(limit.size()).toBe(3)
  })

  it('is not thrown by a clock that stands or goes back', () => {
    const limit = buckets({ burst: 1, perSecond: 1 }, 3)
    limit.take('ada', 5_000)
    expect(limit.take('ada', 1_000)).toEqual({ allowed: false, retryAfterSeconds: 1 })
    expect(limit.take('ada', 6_000)).toEqual({ allowed: true })
  })
})
