import { describe, expect, it } from 'vitest'
import { vaultVerb } from './call-labels'

describe('vaultVerb', () => {
  it.each([
    ['GET', 'https://plant-kv.vault.azure.net/secrets?api-version=7.5', 'list'],
    ['GET', 'https://plant-kv.vault.azure.net/secrets/site-cert/versions', 'versions'],
    ['GET', 'https://plant-kv.vault.azure.net/secrets/site-cert/', 'read'],
    ['PUT', 'https://plant-kv.vault.azure.net/secrets/site-cert', 'write'],
    ['POST', 'https://plant-kv.vault.azure.net/deletedsecrets/site-cert/recover', 'write'],
    ['GET', 'https://plant-kv.vault.azure.net/deletedsecrets/site-cert', 'read'],
    ['DELETE', 'https://plant-kv.vault.azure.net/secrets/site-cert', 'delete'],
    ['GET', 'no address', 'other'],
  ])('%s %s is %s', (method, address, verb) => expect(vaultVerb(method, address)).toBe(verb))
})
