import { describe, expect, it } from 'vitest'
import { parseSettings } from './settings'

const parse = (env: Record<string, string>) => {
  const parsed = parseSettings(env)
  return parsed.ok ? parsed.settings.keyVaults : parsed.problems
}

const sandbox = { SLUICE_VAULT_CREDENTIAL: 'sandbox', SLUICE_VAULT_TOKEN: '/t', SLUICE_VAULT_CA: '/c' }
const cli = { SLUICE_VAULT_CREDENTIAL: 'azure-cli' }

describe('vault settings', () => {
  it('are absent by default', () => {
    expect(parse({})).toBeUndefined()
    expect(parse({ SLUICE_KEY_VAULTS: ' , ' })).toBeUndefined()
  })

  it('take names and addresses', () => {
    expect(
      parse({
        ...cli,
        SLUICE_KEY_VAULTS: 'plant-kv, https://plant-cn.vault.azure.cn/,line=https://Line-KV.vault.azure.net',
      }),
    ).toEqual({
      vaults: [
        { name: 'plant-kv', url: 'https://plant-kv.vault.azure.net' },
        { name: 'plant-cn', url: 'https://plant-cn.vault.azure.cn' },
        { name: 'line', url: 'https://line-kv.vault.azure.net' },
      ],
      credential: { kind: 'azure-cli', tenantId: undefined },
      rule: ['create:secretsyncs', 'create:secrets'],
    })
    expect(parse({ ...sandbox, SLUICE_KEY_VAULTS: 'kv=https://127.0.0.1:7700' })).toMatchObject({
      vaults: [{ name: 'kv', url: 'https://127.0.0.1:7700' }],
      credential: { kind: 'sandbox', tokenFile: '/t', caFile: '/c' },
    })
  })

  it.each([
    'http://plant-kv.vault.azure.net',
    'https://plant-kv.vault.azure.net.evil.example',
    'https://vault.azure.net',
    'https://plant-kv.vault.azure.net:8443',
    'https://plant-kv.vault.azure.net/secrets',
    'https://user@plant-kv.vault.azure.net',
    'https://plant-kv.vault.azure.net?x',
    'https://127.0.0.1:7700',
    'kv=https://169.254.169.254',
    '../x',
  ])('kv-hostile-url: refuse %s for an Azure identity', (entry) => {
    expect(parse({ ...cli, SLUICE_KEY_VAULTS: entry })).toEqual([expect.stringContaining('SLUICE_KEY_VAULTS')])
  })

  it.each([
    'kv=https://plant-kv.vault.azure.net',
    'kv=http://127.0.0.1:7700',
    'kv=https://10.0.0.1',
    'kv=https://0x7f.1.evil',
  ])('kv-hostile-url: refuse %s for the sandbox’s token', (entry) =>
    expect(parse({ ...sandbox, SLUICE_KEY_VAULTS: entry })).toEqual([expect.stringContaining('on this machine')]),
  )

  it('say what is missing', () => {
    expect(parse({ SLUICE_KEY_VAULTS: 'plant-kv' })).toEqual([
      expect.stringContaining('SLUICE_VAULT_CREDENTIAL must say'),
    ])
    expect(parse({ SLUICE_KEY_VAULTS: 'plant-kv', SLUICE_VAULT_CREDENTIAL: 'password' })).toEqual([
      expect.stringContaining('must be one of'),
    ])
    expect(parse({ SLUICE_KEY_VAULTS: 'plant-kv', SLUICE_VAULT_CREDENTIAL: 'client-certificate' })).toEqual([
      expect.stringContaining('needs'),
    ])
    expect(parse({ SLUICE_KEY_VAULTS: 'kv', SLUICE_VAULT_CREDENTIAL: 'sandbox' })).toEqual([
      expect.stringContaining('needs the files'),
    ])
    expect(parse({ ...cli, SLUICE_KEY_VAULTS: 'plant-kv,Plant-KV' })).toEqual([expect.stringContaining('twice')])
    expect(parse({ ...cli, SLUICE_KEY_VAULTS: 'kv', SLUICE_VAULT_TENANT_ID: 'x' })).toEqual([
      expect.stringContaining('GUID'),
    ])
  })

  it('take a rule for who may write to a vault', () => {
    const rule = (text: string) => parse({ ...cli, SLUICE_KEY_VAULTS: 'plant-kv', SLUICE_VAULT_RULE: text })
    expect(rule('patch:secretsyncs , create:secrets')).toMatchObject({ rule: ['patch:secretsyncs', 'create:secrets'] })
    for (const slip of ['create:secretsync', 'secretsyncs', '*:secretsyncs', 'create:*', ',', 'create:secretsyncs,']) {
      expect(rule(slip), slip).toEqual([expect.stringContaining('SLUICE_VAULT_RULE')])
    }
  })
})
