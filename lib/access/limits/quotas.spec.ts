import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quotas } from './quotas'

const fivePerMinute = { most: 5, withinMs: 60_000 }

describe('quotas: test-rate-limit', () => {
  it('refuses the sixth within a minute, says when the next will do, and stops nobody else', () => {
    const limit = quotas(fivePerMinute, 10)
    for (let asked = 0; asked < 5; asked++) expect(limit.take('ada', asked * 5_000)).toEqual({ allowed: true })
    expect(limit.take('ada', 59_000)).toEqual({ allowed: false, retryAfterSeconds: 1 })
    expect(limit.take('grace', 59_000)).toEqual({ allowed: true })
    expect(limit.take('ada', 60_000)).toEqual({ allowed: true })
    expect(limit.take('ada', 60_001)).toEqual({ allowed: false, retryAfterSeconds: 5 })
  })

  it('never lets more through in any minute, however requests are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 80 }), (steps) => {
        const limit = quotas(fivePerMinute, 10)
        let now = 0
        const served = steps.flatMap((step) => (limit.take('ada', (now += step)).allowed ? [now] : []))
        for (const at of served)
          expect(served.filter((other) => other >= at && other < at + 60_000).length <= 5).toBe(true)
      }),
    )
  })

  it('remembers a bounded number of holders, and is not thrown by a clock that goes back', () => {
    const limit = quotas({ most: 1, withinMs: 1_000 }, 3)
    for (let made = 0; made < 100; made++) limit.take(`made-up-${made}`, 5_000)
    expect(limit.size()).toBe(3)
    expect(limit.take('made-up-99', 1_000)).toEqual({ allowed: false, retryAfterSeconds: 1 })
    expect(limit.take('made-up-99', 2_000)).toEqual({ allowed: true })
  })
})
