import { describe, expect, it } from 'vitest'
import { ageText, agoText } from './age'

describe('ageText', () => {
  it.each([
    [-600_000, 'just now'],
    [0, 'just now'],
    [5_000, '5 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [86_400_000, '1 d'],
    [729 * 86_400_000, '729 d'],
    [730 * 86_400_000, '2 y'],
    [Number.NaN, '–'],
  ])('says %d ms as %s', (ms, text) => {
    expect(ageText(ms)).toBe(text)
  })
})

describe('agoText', () => {
  it.each([
    [0, 'just now'],
    [5_000, '5 s ago'],
    [86_400_000, '1 d ago'],
    [Number.NaN, '–'],
  ])('says %d ms as %s', (ms, text) => {
    expect(agoText(ms)).toBe(text)
  })
})
