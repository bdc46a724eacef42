import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { RestError, type SecretClient, type SecretProperties } from '@azure/keyvault-secrets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Pki } from '../cluster/pki.ts'
import { clientOf, requestsTo, setFaults } from './client.ts'
import { seed } from './seed.ts'
import { startVault, type RunningVault } from './start.ts'

let dir: string
let pki: Pki
let tls: Parameters<typeof startVault>[0]['tls']
let vault: RunningVault
let client: SecretClient

/** What the vault refused with; fails when it did not refuse. */
async function refusal(work: Promise<unknown>): Promise<{ status?: number; code?: string; inner?: string }> {
  const error: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof RestError)) throw new Error('expected a refusal', { cause: error })
  const { error: details } = (error.details ?? {}) as { error?: { innerError?: { code?: string } } }
  return {
    ...(error.statusCode !== undefined && { status: error.statusCode }),
    ...(error.code !== undefined && { code: error.code }),
    ...(details?.innerError?.code !== undefined && { inner: details.innerError.code }),
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const versionsOf = (name: string) => all<SecretProperties>(client.listPropertiesOfSecretVersions(name))

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-vault-'))
  pki = await Pki.open(join(dir, 'pki'))
  tls = { ...(await pki.sign('api', { name: 'vault', hosts: ['127.0.0.1'], days: 1 })), ca: pki.ca('api') }
  vault = await startVault({ dir: join(dir, 'vault'), tls, seed: (store) => seed(store, pki) })
  client = clientOf(vault)
})

afterAll(async () => {
  await vault.stop()
  rmSync(dir, { recursive: true })
})

describe('secrets', () => {
  it('sets, reads and describes a secret', async () => {
    const expiresOn = new Date('2031-01-02T03:04:05Z')
    const notBefore = new Date('2026-01-02T03:04:05Z')
    const set = await client.setSecret('round-trip', 'line one\nline two\n', {
      contentType: 'application/x-pem-file',
      tags: { op: 'abc' },
      expiresOn,
      notBefore,
    })
    const read = await client.getSecret('round-trip')
    expect(read.value).toBe('line one\nline two\n')
    expect(read.properties).toMatchObject({
      name: 'round-trip',
      version: set.properties.version,
      vaultUrl: vault.url,
      contentType: 'application/x-pem-file',
      tags: { op: 'abc' },
      enabled: true,
      expiresOn,
      notBefore,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90,
    })
    expect(Math.abs(Date.now() - Number(read.properties.createdOn))).toBeLessThan(5_000)
  })

  it('adds a version with each set and keeps the old ones', async () => {
    const first = await client.setSecret('versions', 'one')
    await client.setSecret('versions', 'two')
    expect((await client.getSecret('versions')).value).toBe('two')
    expect((await client.getSecret('versions', { version: String(first.properties.version) })).value).toBe('one')
    expect(await versionsOf('versions')).toHaveLength(2)
    expect(await versionsOf('no-such-secret')).toEqual([])
  })

  it('changes properties and leaves out what was not said', async () => {
    const { properties } = await client.setSecret('properties', 'value', {
      contentType: 'text/plain',
      tags: { a: '1' },
    })
    const version = String(properties.version)
    await client.updateSecretProperties('properties', version, { tags: { b: '2' } })
    expect((await client.getSecret('properties')).properties).toMatchObject({
      version,
      contentType: 'text/plain',
      tags: { b: '2' },
    })
    await client.updateSecretProperties('properties', version, { enabled: false })
    expect(await refusal(client.getSecret('properties'))).toEqual({
      status: 403,
      code: 'Forbidden',
      inner: 'SecretDisabled',
    })
    expect(await versionsOf('properties')).toHaveLength(1)
  })

  it('compares names without case and keeps the first spelling', async () => {
    await client.setSecret('Mixed-Case', 'one')
    await client.setSecret('mixed-case', 'two')
    expect((await client.getSecret('MIXED-CASE')).properties.name).toBe('Mixed-Case')
  })

  it('refuses bad names, large values, many tags and unknown secrets', async () => {
    expect(await refusal(client.setSecret('under_score', 'x'))).toMatchObject({ status: 400, code: 'BadParameter' })
    expect(await refusal(client.setSecret('n'.repeat(128), 'x'))).toMatchObject({ status: 400 })
    expect(await refusal(client.setSecret('large', 'x'.repeat(25 * 1024 + 1)))).toMatchObject({ status: 400 })
    await client.setSecret('large', 'x'.repeat(25 * 1024))
    const tags = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`tag${index}`, '']))
    expect(await refusal(client.setSecret('tags', 'x', { tags }))).toMatchObject({ status: 400 })
    expect(await refusal(client.getSecret('no-such-secret'))).toEqual({ status: 404, code: 'SecretNotFound' })
  })
})

describe('access', () => {
  it('challenges a request without token and refuses a foreign token', async () => {
    expect(await refusal(clientOf({ ...vault, token: 'not-the-token' }).getSecret('round-trip'))).toEqual({
      status: 401,
      code: 'Unauthorized',
    })
  })

  it('kv-cold-concurrency: takes ten parallel first writes of one client', async () => {
    const cold = clientOf(vault)
    const names = Array.from({ length: 10 }, (_, index) => `cold-${index}`)
    await Promise.all(names.map((name) => cold.setSecret(name, `value of ${name}`)))
    for (const name of names) expect((await client.getSecret(name)).value).toBe(`value of ${name}`)
    expect(await requestsTo(vault)).not.toHaveProperty('bodyWithoutToken')
  })
})

describe('soft delete', () => {
  it('kv-name-soft-deleted: reserves the name until the secret is recovered', async () => {
    await client.setSecret('soft', 'kept')
    const poller = await client.beginDeleteSecret('soft')
    expect(poller.getResult()?.recoveryId).toBe(`${vault.url}/deletedsecrets/soft`)
    expect(await refusal(client.getSecret('soft'))).toMatchObject({ status: 404 })
    expect(await refusal(client.setSecret('soft', 'again'))).toEqual({
      status: 409,
      code: 'Conflict',
      inner: 'ObjectIsDeletedButRecoverable',
    })
    const deleted = await client.getDeletedSecret('soft')
    expect(deleted.properties.scheduledPurgeDate?.getTime()).toBe(
      Number(deleted.properties.deletedOn) + 90 * 86_400_000,
    )
    expect(deleted.value).toBeUndefined()
    expect((await all(client.listDeletedSecrets())).map(({ name }) => name)).toContain('soft')

    await client.beginRecoverDeletedSecret('soft')
    expect((await client.getSecret('soft')).value).toBe('kept')
  })

  it('purges, after which the name is free', async () => {
    await client.setSecret('purged', 'gone')
    await client.beginDeleteSecret('purged')
    await client.purgeDeletedSecret('purged')
    expect(await refusal(client.getDeletedSecret('purged'))).toMatchObject({ status: 404 })
    await client.setSecret('purged', 'anew')
    expect(await versionsOf('purged')).toHaveLength(1)
  })
})

describe('drills by name', () => {
  it('kv-429: throttles twice, with and without Retry-After', async () => {
    for (const name of ['throttled-loud', 'throttled-silently-quiet']) {
      expect(await refusal(client.setSecret(name, 'x'))).toEqual({ status: 429, code: 'Throttled' })
      expect(await refusal(client.setSecret(name, 'x'))).toMatchObject({ status: 429 })
      await client.setSecret(name, 'x')
      expect(await versionsOf(name)).toHaveLength(1)
    }
    // The client itself waits only where it is told how long.
    await clientOf(vault, { maxRetries: 2 }).setSecret('throttled-1-waits', 'x')
    expect(
      await refusal(clientOf(vault, { maxRetries: 2 }).setSecret('throttled-silently-1-waits', 'x')),
    ).toMatchObject({
      status: 429,
    })
  })

  it('kv-commit-then-drop: keeps the version whose reply was lost', async () => {
    await expect(client.setSecret('dropped-reply-key', 'arrived')).rejects.toThrow()
    expect((await client.getSecret('dropped-reply-key')).value).toBe('arrived')
    expect(await versionsOf('dropped-reply-key')).toHaveLength(1)
  })

  it('refuses and fails as the name says', async () => {
    expect(await refusal(client.setSecret('forbidden-key', 'x'))).toEqual({
      status: 403,
      code: 'Forbidden',
      inner: 'ForbiddenByRbac',
    })
    expect(await refusal(client.setSecret('unavailable-1-key', 'x'))).toMatchObject({ status: 503 })
    await client.setSecret('unavailable-1-key', 'x')
    await client.setSecret('forbidden-read-key', 'x')
    expect(await refusal(client.getSecret('forbidden-read-key'))).toMatchObject({ status: 403 })
  })
})

describe('the control door', () => {
  const refused = { status: 503, code: 'ServiceUnavailable' }

  it('replays failures by rules that are spent or taken back', async () => {
    await setFaults(vault, [{ match: { verb: 'set', namePrefix: 'door-' }, fault: { answer: 503 }, times: 1 }])
    expect(await refusal(client.setSecret('door-one', 'x'))).toEqual(refused)
    await client.setSecret('door-one', 'x')

    await setFaults(vault, [{ match: { namePrefix: 'door-' }, fault: { drop: 'before' } }])
    await expect(client.setSecret('door-two', 'x')).rejects.toThrow()
    await setFaults(vault, [{ match: {}, fault: { garbage: true } }])
    await expect(client.getSecret('door-one')).rejects.toThrow()
    await setFaults(vault, [{ match: { verb: 'get' }, fault: { hang: true } }])
    await expect(client.getSecret('door-one', { requestOptions: { timeout: 100 } })).rejects.toThrow()
    await setFaults(vault, [])
    expect(await refusal(client.getSecret('door-two'))).toMatchObject({ status: 404 })
    expect(await versionsOf('door-one')).toHaveLength(1)
  })

  it('takes nothing but rules, and nothing without the token', async () => {
    await expect(setFaults({ ...vault, token: 'wrong' }, [])).rejects.toThrow('401')
    const nonsense = [{ match: {}, fault: { answer: 200 } }]
    await expect(setFaults(vault, nonsense)).rejects.toThrow('400')
  })
})

describe('store', () => {
  it('survives being started again, on the same port', async () => {
    await client.setSecret('lasting', 'still here')
    const { url } = vault
    await vault.stop()
    vault = await startVault({ dir: join(dir, 'vault'), tls })
    expect(vault.url).toBe(url)
    client = clientOf(vault)
    expect((await client.getSecret('lasting')).value).toBe('still here')
  })

  it('seeds pairs that an operator may meet', async () => {
    const cert = new X509Certificate(String((await client.getSecret('partner-hq-cert')).value))
    expect(cert.checkIssued(new X509Certificate(pki.ca('partner')))).toBe(true)
    const expired = await client.getSecret('paint-shop-cert')
    expect(Number(expired.properties.expiresOn)).toBeLessThan(Date.now())
    const encoded = await client.getSecret('packing-cert')
    expect(encoded.properties.tags).toEqual({ 'file-encoding': 'hex' })
    expect(Buffer.from(String(encoded.value), 'hex').toString()).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
    expect(await refusal(client.getSecret('retired-uplink-cert'))).toMatchObject({ inner: 'SecretDisabled' })
  })

  it('kv-paging-1000: lists a thousand secrets in pages of 25, without values', async () => {
    const many = mkdtempSync(join(tmpdir(), 'sluice-vault-many-'))
    const large = await startVault({ dir: many, tls, fill: 1_000 })
    const pages = await all(clientOf(large).listPropertiesOfSecrets().byPage())
    expect(pages).toHaveLength(40)
    expect(await requestsTo(large)).toEqual({ list: 40 })
    expect(new Set(pages.flat().map(({ name }) => name)).size).toBe(1_000)
    expect(await all(clientOf(large).listPropertiesOfSecrets().byPage({ maxPageSize: 10 }))).toHaveLength(100)
    await large.stop()
    rmSync(many, { recursive: true })
  })
})
