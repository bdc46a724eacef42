import { describe, expect, it } from 'vitest'
import { beyond, spread } from './spread'

describe('spread', () => {
  it('tells only numbers that were measured', () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ p50: 3, p95: 5, max: 5, tries: 5 })
    expect(spread([7])).toEqual({ p50: 7, p95: 7, max: 7, tries: 1 })
    expect(spread(Array.from({ length: 100 }, (_, at) => 100 - at))).toMatchObject({ p50: 50, p95: 95, max: 100 })
  })

  it('has nothing to say about nothing', () => {
    expect(() => spread([])).toThrow('Nothing was measured')
  })
})

describe('beyond', () => {
  it('compares tries that were made side by side', () => {
    expect(beyond([10, 30], [8, 10])).toEqual({ p50: 2, p95: 20, max: 20, tries: 2 })
  })
})
