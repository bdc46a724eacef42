import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkSourcePath,
  checkSyncedSecretName,
  checkTargetKey,
  checkVaultSecretName,
  forceSynchronizationValue,
} from './names'

const dots = ['', '.', '..', '%2e%2e', 'a/b', 'a?b', 'ａdmin', 'a\u200bb', 'a b', 'a\n']

describe('name-dots', () => {
  it.each([
    [
      'vault secret',
      checkVaultSecretName,
      [...dots, 'a_b', 'a.b', 'a'.repeat(128)],
      ['a', 'Press-7-cert', '-', 'a'.repeat(127)],
    ],
    [
      'synced secret',
      checkSyncedSecretName,
      [...dots, 'Upper', '-a', 'a-', 'a..b', 'a'.repeat(254)],
      ['a', 'uplink-x509', 'a.b', 'a'.repeat(253)],
    ],
    [
      'source path',
      checkSourcePath,
      ['', '%2e', 'a_b', 'ab__c', '..', '/1', 'a/b', 'a'.repeat(254)],
      ['uplink-cert', '.', 'cert/0', 'a--b'],
    ],
    [
      'target key',
      checkTargetKey,
      ['', 'a_b', 'ab__c', 'cert/0', '..'],
      ['client_cert.pem', 'client_key.pem', 'client_intermediate_certs.pem'],
    ],
  ] as const)('%s', (_, check, bad, good) => {
    for (const name of bad) expect([name, check(name)]).toEqual([name, expect.stringMatching(/\.$/)])
    for (const name of good) expect([name, check(name)]).toEqual([name, undefined])
  })
})

describe('source path', () => {
  // The CRD's own pattern, on texts short enough for a backtracking matcher.
  const crd = /^[A-Za-z0-9.]([-A-Za-z0-9]+([-._a-zA-Z0-9]?[A-Za-z0-9])*)?(\/([0-9]+))*$/

  it('accepts exactly what the CRD accepts', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', '7', '-', '_', '.', '/', ' '),
      minLength: 1,
      maxLength: 10,
    })
    fc.assert(
      fc.property(text, (path) => {
        expect(checkSourcePath(path) === undefined).toBe(crd.test(path))
      }),
      { numRuns: 3000 },
    )
  })

  it('takes no time over a long one', () => {
    const started = performance.now()
    expect(checkSourcePath(`${'a'.repeat(252)}!`)).toBeDefined()
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('forceSynchronizationValue', () => {
  it('fits the CRD, which takes no colons', () => {
    expect(forceSynchronizationValue(1_795_305_600_123.5)).toBe('1795305600123')
    expect(forceSynchronizationValue(Date.now())).toMatch(/^[A-Za-z0-9]([-A-Za-z0-9]+([-._a-zA-Z0-9]?[A-Za-z0-9])*)?$/)
  })
})
