import { describe, expect, it } from 'vitest'
import { allowedVault } from './allow-list'

const vaults = [{ name: 'plant-kv', url: 'https://plant-kv.vault.azure.net' }]

describe('kv-hostile-url: allowedVault', () => {
  it('knows the configured vaults by name, in any letter case', () => {
    expect(allowedVault(vaults, 'Plant-KV')).toEqual({ ok: true, value: vaults[0] })
  })

  it.each([
    'other-kv',
    '',
    '.',
    '..',
    'https://plant-kv.vault.azure.net',
    'plant-kv.evil.example',
    'plant-kv@evil',
    'plant-kv/../x',
    '<b>',
  ])('refuses %s and makes no address of it', (name) => {
    const refused = allowedVault(vaults, name)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
    expect(JSON.stringify(refused)).not.toContain('<b>')
  })
})
