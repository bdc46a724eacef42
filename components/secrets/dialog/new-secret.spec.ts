import { describe, expect, test } from 'vitest'
import { emptySlots } from '@/lib/secrets/slots'
import type { Finding } from '@/lib/secrets/workbench-types'
import { nameProblem, valueProblem } from './new-secret'

describe('nameProblem', () => {
  const context = { parts: {}, slot: 'key' as const, taken: [{ name: 'Taken-Key' }] }

  test('a name that the vault or another part has is refused, whatever its case', () => {
    expect(nameProblem('taken-key', context)).toContain('already a secret of this name')
    const parts = { certificate: { kind: 'reference' as const, name: 'cert', enabled: true } }
    expect(nameProblem('CERT', { ...context, parts })).toBe('Another part has this name already.')
    expect(nameProblem('', context)).toBe('Give the secret a name.')
    expect(nameProblem('a_b', context)).toContain('underscore')
    expect(nameProblem('partner-key', context)).toBeUndefined()
  })

  test('a name that was recovered for this very value is its own', () => {
    const key = { kind: 'value' as const, name: 'taken-key', text: 'k', mode: 'new-version' as const }
    expect(nameProblem('taken-key', { ...context, parts: { key } })).toBeUndefined()
  })
})

describe('valueProblem', () => {
  const refusal = (id: Finding['id']): Finding => ({ id, slot: 'key', level: 'refusal', message: 'no' })

  test('asks for a value, unless it has just been moved away', () => {
    expect(valueProblem('key', emptySlots, emptySlots, [])).toContain('Paste the value')
    expect(valueProblem('key', { ...emptySlots, certificate: 'c' }, emptySlots, [])).toBeUndefined()
  })

  test('refusals of the slot block, a mismatch and what is said of other slots do not', () => {
    const texts = { ...emptySlots, key: 'k' }
    expect(valueProblem('key', texts, emptySlots, [refusal('garbage')])).toContain('cannot be stored')
    expect(valueProblem('key', texts, emptySlots, [refusal('key-mismatch')])).toBeUndefined()
    expect(valueProblem('key', texts, emptySlots, [{ ...refusal('garbage'), slot: 'certificate' }])).toBeUndefined()
  })
})
