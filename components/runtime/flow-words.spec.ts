import { describe, expect, it } from 'vitest'
import { rateText, sharedText } from './flow-words'

describe('rateText', () => {
  it.each([
    [0, '0/s'],
    [1234.5, '1,235/s'],
    [118.2, '118/s'],
    [9.96, '10/s'],
    [2.54, '2.5/s'],
    [1, '1/s'],
    [0.07, '4/min'],
    [0.001, '3.6/h'],
    [-1, '–'],
    [Number.NaN, '–'],
  ])('says %d as %s', (rate, text) => {
    expect(rateText(rate)).toBe(text)
  })
})

describe('sharedText', () => {
  it('names whom the figure covers too, in bounds', () => {
    const flow = { kind: 'counted', followedSince: 0 } as const
    expect(sharedText({ ...flow, sharedWith: [] })).toBeUndefined()
    expect(sharedText({ ...flow, sharedWith: ['a', 'b'] })).toContain('also covers a, b.')
    expect(sharedText({ ...flow, sharedWith: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toContain('e and 2 more.')
  })
})
