import { expect, test } from 'vitest'
import { credentials, partOfKey, partsOf, requiredKeys, type Credential } from './credentials'

const all = Object.keys(credentials) as Credential[]

test.each([
  ['client-certificate', ['client_cert.pem', 'client_key.pem']],
  ['tls-certificate', ['tls.crt', 'tls.key']],
  ['login', ['username', 'password']],
  ['access-token', ['accessToken']],
] as const)('a connection with %s needs %j', (credential, keys) => {
  expect(requiredKeys(credential)).toEqual(keys)
})

test('each key stands for one part, whatever the Secret', () => {
  const keys = all.flatMap((credential) => partsOf(credential).map(({ targetKey }) => targetKey))
  expect(new Set(keys).size).toBe(keys.length)
  for (const { name, targetKey } of all.flatMap((credential) => partsOf(credential))) {
    expect(partOfKey(targetKey)).toBe(name)
  }
  expect(partOfKey('toString')).toBeUndefined()
})
