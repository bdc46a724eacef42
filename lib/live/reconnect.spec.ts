import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reconnectAfter } from './reconnect'

test('a cut is mended within a second, however often it has failed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, random) => {
        const wait = reconnectAfter(attempt, false, random)
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(1_000)
      },
    ),
  )
  expect(reconnectAfter(1, false, 0.999)).toBeLessThanOrEqual(250)
})

test('a portal that refuses is asked ever more slowly, and browsers do not come all at once', () => {
  expect(reconnectAfter(1, true, 0.5)).toBeLessThanOrEqual(250)
  expect(reconnectAfter(20, true, 0.999)).toBeGreaterThan(10_000)
  expect(reconnectAfter(20, true, 0)).toBeLessThan(reconnectAfter(20, true, 0.999))
})
