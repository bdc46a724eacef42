import { describe, expect, test } from 'vitest'
import { emptySlots } from '@/lib/secrets/slots'
import { findingsFor, isFilled, missingIn, offeredName, textsOf, valuesIn, withTexts, type Parts } from './draft'

const about = { nameFor: (slot: string) => `plant-${slot}`, dates: { expiresOn: 5 } }
const value = (text: string) => ({ kind: 'value' as const, name: 'given', text, mode: 'create' as const })
const x509 = 'client-certificate'
const reference = { kind: 'reference' as const, name: 'in-vault', enabled: true }

describe('withTexts', () => {
  test('names a value that was moved to an empty slot and empties the one it came from', () => {
    const parts = withTexts({ certificate: value('a') }, { ...emptySlots, key: 'a' }, about)
    expect(parts).toEqual({
      key: { kind: 'value', name: 'plant-key', text: 'a', mode: 'create', expiresOn: 5 },
    })
  })

  test('keeps what did not change, references above all', () => {
    const parts: Parts = { certificate: reference, key: value('k') }
    expect(withTexts(parts, { ...emptySlots, key: 'k' }, about)).toEqual(parts)
  })

  test('keeps the name of a value that was corrected', () => {
    expect(withTexts({ key: value('k') }, { ...emptySlots, key: 'better' }, about).key).toMatchObject({
      name: 'given',
      text: 'better',
    })
  })
})

test('only values are judged and stored', () => {
  const parts: Parts = { certificate: reference, key: value('k') }
  expect(textsOf(parts)).toEqual({ ...emptySlots, key: 'k' })
  expect(valuesIn(parts, x509).map(({ slot }) => slot)).toEqual(['key'])
})

test('certificate and key cannot be done without, intermediates can', () => {
  expect(missingIn({}, x509)).toEqual(['certificate', 'key'])
  expect(missingIn({ certificate: reference, key: reference }, x509)).toEqual([])
})

test.each([
  ['partner.hq', 'certificate', 'partner-hq-cert'],
  ['', 'key', 'key'],
  ['x'.repeat(300), 'intermediates', `${'x'.repeat(100)}-intermediates`],
] as const)('offers a name that a vault takes for “%s”', (base, slot, name) => {
  expect(offeredName(base, slot)).toBe(name)
})

test('what was chosen for another method counts for nothing, and comes back with it', () => {
  const parts: Parts = { username: reference, password: value('p') }
  expect(isFilled(parts, x509)).toBe(false)
  expect(valuesIn(parts, x509)).toEqual([])
  expect(isFilled(parts, 'login')).toBe(true)
  expect(missingIn({ username: reference }, 'login')).toEqual(['password'])
  expect(missingIn({}, 'access-token')).toEqual(['token'])
})

test('nothing is moved to a part that such a secret does not have', () => {
  const moved = { ...emptySlots, certificate: 'leaf', intermediates: 'rest' }
  const findings = [
    {
      id: 'intermediates-with-client',
      slot: 'certificate',
      level: 'note',
      message: '',
      fix: { label: 'Move', slots: moved },
    },
    { id: 'missing-link', slot: 'certificate', level: 'warning', message: '', fix: { label: 'Move', slots: moved } },
  ] as const
  expect(findingsFor(x509, findings)).toEqual(findings)
  expect(findingsFor('tls-certificate', findings)).toEqual([
    { id: 'missing-link', slot: 'certificate', level: 'warning', message: '' },
  ])
})
