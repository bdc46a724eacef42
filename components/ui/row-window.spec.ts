import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstWindow, rowsInSight, windowAround } from './row-window'

describe('rowsInSight', () => {
  it('counts rows that show in part', () => {
    expect(rowsInSight(0, 100, 36, 50)).toEqual({ first: 0, last: 3 })
    expect(rowsInSight(40, 100, 36, 50)).toEqual({ first: 1, last: 4 })
  })

  it('stays within the list, also where it has not arrived yet', () => {
    expect(rowsInSight(3_600, 100, 36, 50)).toEqual({ first: 50, last: 50 })
    expect(rowsInSight(0, 100, 36, 2)).toEqual({ first: 0, last: 2 })
    expect(rowsInSight(-20, 100, 36, 50)).toEqual({ first: 0, last: 3 })
  })
})

describe('windowAround', () => {
  it('draws nothing new while enough is drawn', () => {
    expect(windowAround(firstWindow, { first: 0, last: 11 }, 10_000)).toBe(firstWindow)
    expect(windowAround(firstWindow, { first: 9, last: 20 }, 10_000)).toBe(firstWindow)
    expect(windowAround(firstWindow, { first: 0, last: 3 }, 3)).toBe(firstWindow)
  })

  it('draws several rows ahead at once when it must', () => {
    expect(windowAround(firstWindow, { first: 10, last: 21 }, 10_000)).toEqual({ first: 2, last: 29 })
    expect(windowAround(firstWindow, { first: 9_990, last: 10_000 }, 10_000)).toEqual({ first: 9_982, last: 10_000 })
  })

  it('always draws what is in sight', () => {
    const scroll = fc.record({ scrolled: fc.nat(400_000), height: fc.nat(2_000) })
    fc.assert(
      fc.property(fc.array(scroll), fc.nat(10_000), (scrolls, count) => {
        let drawn = firstWindow
        for (const { scrolled, height } of scrolls) {
          const sight = rowsInSight(scrolled, height, 36, count)
          drawn = windowAround(drawn, sight, count)
          expect(drawn.first).toBeLessThanOrEqual(sight.first)
          expect(drawn.last).toBeGreaterThanOrEqual(sight.last)
        }
      }),
    )
  })
})
