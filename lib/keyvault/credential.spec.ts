import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseSettings } from '@/lib/core/settings'
import { credentialFor } from './credential.server'

/** The library's classes only note what they were made with: none of them signs in anywhere here. */
const made = vi.hoisted(() => {
  const classes: { name: string; options: unknown[] }[] = []
  const noting = (name: string) =>
    class {
      constructor(...options: unknown[]) {
        classes.push({ name, options })
      }
    }
  return { classes, noting }
})

vi.mock('@azure/identity', () => ({
  AzureCliCredential: made.noting('AzureCliCredential'),
  ClientCertificateCredential: made.noting('ClientCertificateCredential'),
  ManagedIdentityCredential: made.noting('ManagedIdentityCredential'),
  WorkloadIdentityCredential: made.noting('WorkloadIdentityCredential'),
}))

const clientId = '11111111-2222-3333-4444-555555555555'
const tenantId = '66666666-7777-8888-9999-000000000000'
const vaults = { SLUICE_KEY_VAULTS: 'plant-kv' }

/** From the environment to what the library is called with, or the sentences about what is missing. */
const chosenBy = (environment: Record<string, string>) => {
  const parsed = parseSettings({ ...vaults, ...environment })
  if (!parsed.ok) return parsed.problems
  if (!parsed.settings.keyVaults) throw new Error('no vaults')
  credentialFor(parsed.settings.keyVaults.credential)
  return made.classes.splice(0)
}

beforeEach(() => {
  made.classes.length = 0
})

describe('the credential that the configuration chooses', () => {
  it('workload-identity, by itself or with the identity named', () => {
    expect(chosenBy({ SLUICE_VAULT_CREDENTIAL: 'workload-identity' })).toEqual([
      { name: 'WorkloadIdentityCredential', options: [{ clientId: undefined, tenantId: undefined }] },
    ])
    const named = { SLUICE_VAULT_CLIENT_ID: clientId, SLUICE_VAULT_TENANT_ID: tenantId }
    expect(chosenBy({ SLUICE_VAULT_CREDENTIAL: 'workload-identity', ...named })).toEqual([
      { name: 'WorkloadIdentityCredential', options: [{ clientId, tenantId }] },
    ])
  })

  it('managed-identity: the system’s own, or the one named', () => {
    expect(chosenBy({ SLUICE_VAULT_CREDENTIAL: 'managed-identity' })).toEqual([
      { name: 'ManagedIdentityCredential', options: [] },
    ])
    expect(chosenBy({ SLUICE_VAULT_CREDENTIAL: 'managed-identity', SLUICE_VAULT_CLIENT_ID: clientId })).toEqual([
      { name: 'ManagedIdentityCredential', options: [{ clientId }] },
    ])
  })

  it('client-certificate, from a file', () => {
    const certificate = {
      SLUICE_VAULT_CREDENTIAL: 'client-certificate',
      SLUICE_VAULT_CLIENT_ID: clientId,
      SLUICE_VAULT_TENANT_ID: tenantId,
      SLUICE_VAULT_CERTIFICATE: '/etc/sluice/portal.pem',
    }
    expect(chosenBy(certificate)).toEqual([
      {
        name: 'ClientCertificateCredential',
        options: [tenantId, clientId, { certificatePath: '/etc/sluice/portal.pem' }],
      },
    ])
  })

  it('azure-cli, which may not hang', () => {
    expect(chosenBy({ SLUICE_VAULT_CREDENTIAL: 'azure-cli', SLUICE_VAULT_TENANT_ID: tenantId })).toEqual([
      { name: 'AzureCliCredential', options: [{ tenantId, processTimeoutInMs: 10_000 }] },
    ])
  })

  describe('sandbox', () => {
    let directory: string
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'credential-'))
    })
    afterEach(() => rmSync(directory, { recursive: true }))

    it('reads its token anew each time, and uses nothing of Azure', async () => {
      const tokenFile = join(directory, 'token')
      writeFileSync(tokenFile, 'first\n')
      const credential = credentialFor({ kind: 'sandbox', tokenFile, caFile: join(directory, 'ca.crt') })
      expect(await credential.getToken([])).toMatchObject({ token: 'first' })
      writeFileSync(tokenFile, 'second\n')
      const token = await credential.getToken([])
      expect(token?.token).toBe('second')
      expect(token?.expiresOnTimestamp).toBeGreaterThan(Date.now())
      expect(made.classes).toEqual([])
    })
  })
})

describe('what is missing is said in a sentence', () => {
  it.each([
    ['no choice at all', {}, /^SLUICE_VAULT_CREDENTIAL must say how to sign in .*managed-identity.*\.$/],
    ['an unknown choice', { SLUICE_VAULT_CREDENTIAL: 'password' }, /^SLUICE_VAULT_CREDENTIAL must be one of .*\.$/],
    [
      'a certificate without its file',
      {
        SLUICE_VAULT_CREDENTIAL: 'client-certificate',
        SLUICE_VAULT_CLIENT_ID: clientId,
        SLUICE_VAULT_TENANT_ID: tenantId,
      },
      /^SLUICE_VAULT_CREDENTIAL=client-certificate needs .* and SLUICE_VAULT_CERTIFICATE\.$/,
    ],
    [
      'a certificate without its identity',
      { SLUICE_VAULT_CREDENTIAL: 'client-certificate', SLUICE_VAULT_CERTIFICATE: '/etc/sluice/portal.pem' },
      /needs SLUICE_VAULT_CLIENT_ID, SLUICE_VAULT_TENANT_ID and SLUICE_VAULT_CERTIFICATE\.$/,
    ],
    [
      'a sandbox without its files',
      { SLUICE_VAULT_CREDENTIAL: 'sandbox' },
      /SLUICE_VAULT_TOKEN and SLUICE_VAULT_CA\.$/,
    ],
    [
      'a client that is no GUID',
      { SLUICE_VAULT_CREDENTIAL: 'managed-identity', SLUICE_VAULT_CLIENT_ID: 'portal' },
      /^SLUICE_VAULT_CLIENT_ID must be a GUID\.$/,
    ],
  ])('%s', (_, environment, sentence) => {
    expect(chosenBy(environment)).toEqual([expect.stringMatching(sentence)])
    expect(made.classes).toEqual([])
  })
})
