import { expect, test } from 'vitest'
import { minuteText, readMinute, standingOf } from './date-text'

const now = Date.UTC(2026, 10, 22)
const day = 86_400_000

test.each([
  [{ enabled: false, expiresOn: now - day }, 'disabled'],
  [{ enabled: true, expiresOn: now }, 'expired'],
  [{ enabled: true, activatesOn: now + 1 }, 'not-active'],
  [{ enabled: true, expiresOn: now + 30 * day }, 'ending'],
  [{ enabled: true, expiresOn: now + 31 * day }, 'usable'],
  [{ enabled: true }, 'usable'],
] as const)('%o stands as %s', (secret, standing) => {
  expect(standingOf(secret, now)).toBe(standing)
})

test('a date goes through its field and comes back, to the minute and in UTC', () => {
  expect(minuteText(now)).toBe('2026-11-22T00:00')
  expect(readMinute(minuteText(now))).toBe(now)
  expect(readMinute('')).toBeUndefined()
  expect(readMinute('2026-13-40T00:00')).toBeUndefined()
})
