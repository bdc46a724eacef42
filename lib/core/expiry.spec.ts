import { describe, expect, it } from 'vitest'
import { dayMs, expiryLevel, expirySentence, refusedByBrokers } from './expiry'

const now = Date.UTC(2026, 10, 22)
const ends = (days: number) => ({ notBefore: now - 400 * dayMs, notAfter: now + days * dayMs })

describe('cert-expiry', () => {
  it.each([
    [ends(31), 'fine', undefined],
    [ends(30), 'month', 'Expires in 30 days, on 2026-12-22.'],
    [ends(7), 'week', 'Expires in 7 days, on 2026-11-29.'],
    [ends(1), 'day', 'Expires within a day, on 2026-11-23.'],
    [ends(0), 'expired', 'Expired on 2026-11-22: brokers refuse it.'],
    [
      { notBefore: now + 1, notAfter: now + dayMs },
      'not-yet-valid',
      'Not valid before 2026-11-22: until then brokers refuse it.',
    ],
    [{}, 'fine', undefined],
  ] as const)('%o is %s', (validity, level, sentence) => {
    expect(expiryLevel(validity, now)).toBe(level)
    expect(expirySentence(validity, now)).toBe(sentence)
    expect(refusedByBrokers(level)).toBe(level === 'expired' || level === 'not-yet-valid')
  })
})
