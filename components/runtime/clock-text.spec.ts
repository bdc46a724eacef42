import { describe, expect, it } from 'vitest'
import { datedSecondText, exactText, momentText, secondText } from './clock-text'

const now = Date.parse('2026-11-22T12:30:00Z')

describe('momentText', () => {
  it.each([
    ['2026-11-22T12:04:31Z', '12:04'],
    ['2026-11-21T23:59:59Z', '21 Nov 23:59'],
    ['2025-12-31T23:59:59Z', '31 Dec 2025'],
  ])('says %s as %s', (at, text) => {
    expect(momentText(Date.parse(at), now, 'UTC')).toBe(text)
  })

  it('takes the day from the zone', () => {
    const late = Date.parse('2026-11-22T00:10:00Z')
    expect(momentText(late, now, 'UTC')).toBe('00:10')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e17])('survives %d', (at) => {
    expect([momentText(at, now, 'UTC'), secondText(at, 'UTC'), exactText(at)]).toEqual(['–', '–', ''])
  })
})

describe('secondText and exactText', () => {
  it('say the second', () => {
    const at = Date.parse('2026-11-22T12:04:31.250Z')
    expect(secondText(at, 'UTC')).toBe('12:04:31')
    expect(exactText(at)).toBe('2026-11-22 12:04:31 UTC')
  })
})

describe('datedSecondText', () => {
  it.each([
    ['2026-11-22T12:04:31Z', '12:04:31'],
    ['2026-11-21T23:59:59Z', '21 Nov 23:59:59'],
    ['2025-12-31T23:59:58Z', '31 Dec 2025 23:59:58'],
  ])('says %s as %s', (at, text) => {
    expect(datedSecondText(Date.parse(at), now, 'UTC')).toBe(text)
  })

  it('survives what is no moment', () => {
    expect(datedSecondText(Number.NaN, now, 'UTC')).toBe('–')
  })
})
