import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Pki } from '@/sandbox/cluster/pki'
import { clientOf, setFaults } from '@/sandbox/vault/client'
import { seed } from '@/sandbox/vault/seed'
import { startVault, type RunningVault } from '@/sandbox/vault/start'
import { saveSecret, type SaveRequest } from './save.server'
import { countingDoor } from './test-vault-door'
import { isDeleted, listVault, listVersions, newestOf, readValue, recoverSecret } from './vault.server'

const kv = 'plant-kv'
let dir: string
let tls: { key: string; cert: string; ca: string }
let vault: RunningVault
let door: Awaited<ReturnType<typeof countingDoor>>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-keyvault-'))
  const pki = await Pki.open(join(dir, 'pki'))
  tls = { ...(await pki.sign('api', { name: 'vault', hosts: ['127.0.0.1'], days: 1 })), ca: pki.ca('api') }
  vault = await startVault({ dir: join(dir, 'vault'), tls, seed: (store) => seed(store, pki), fill: 1000 })
  door = await countingDoor(vault, tls)
  writeFileSync(join(dir, 'token'), vault.token)
  writeFileSync(join(dir, 'ca.pem'), vault.ca)
  Object.assign(process.env, {
    SLUICE_KEY_VAULTS: `${kv}=${door.url}`,
    SLUICE_VAULT_CREDENTIAL: 'sandbox',
    SLUICE_VAULT_TOKEN: join(dir, 'token'),
    SLUICE_VAULT_CA: join(dir, 'ca.pem'),
  })
})

afterAll(async () => {
  await door.stop()
  await vault.stop()
  rmSync(dir, { recursive: true })
})

afterEach(() => setFaults(vault, []))

const request = (name: string, more: Partial<SaveRequest> = {}): SaveRequest => ({
  vault: kv,
  name,
  valueFor: () => `value of ${name}`,
  contentType: 'application/x-pem-file',
  operation: randomUUID(),
  mode: 'create',
  ...more,
})

/** The vault's own story, by the plain client of the sandbox. */
const versionsIn = async (name: string) => {
  const found = []
  for await (const version of clientOf(vault).listPropertiesOfSecretVersions(name)) found.push(version)
  return found
}

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: { message: string } }): T => {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

// First in this file: it has to find a process that has not called the vault yet.
describe('kv-cold-concurrency', () => {
  it('ten parallel writes on a fresh process: ten good, none unauthenticated with a body', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `cold-${at}`)
    const saved = await Promise.all(names.map((name) => saveSecret(request(name))))
    expect(saved.map(({ ok }) => ok)).toEqual(names.map(() => true))
    for (const name of names) {
      expect(valueOf(await readValue(kv, name)).value).toBe(`value of ${name}`)
      expect(await versionsIn(name)).toHaveLength(1)
    }
    const passed = door.take()
    expect(passed.filter(({ authorized, bodyBytes }) => !authorized && bodyBytes > 0)).toEqual([])
    expect(passed.filter(({ authorized }) => !authorized)).toHaveLength(1)
  })
})

describe('kv-paging-1000', () => {
  it('lists a thousand secrets once for all who ask, and keeps the list', async () => {
    door.take()
    const lists = await Promise.all([listVault(kv), listVault(kv), listVault(kv)])
    const { secrets } = valueOf(lists[0])
    expect(secrets.length).toBeGreaterThanOrEqual(1000)
    const pages = Math.ceil(secrets.length / 25)
    expect(door.take()).toHaveLength(pages)
    valueOf(await listVault(kv))
    expect(door.take()).toHaveLength(0)
    valueOf(await listVault(kv, { fresh: true }))
    expect(door.take()).toHaveLength(pages)
    expect(secrets.map(({ name }) => name.toLowerCase())).toEqual(
      secrets.map(({ name }) => name.toLowerCase()).toSorted(),
    )
  })

  it('tells dates, encoding and what is disabled, and no value', async () => {
    const { secrets } = valueOf(await listVault(kv))
    const row = (name: string) => secrets.find((secret) => secret.name === name)
    expect(row('paint-shop-cert')?.expiresOn).toBeLessThan(Date.now())
    expect(row('next-line-cert')?.activatesOn).toBeGreaterThan(Date.now())
    expect(row('retired-uplink-cert')?.enabled).toBe(false)
    expect(row('packing-cert')?.fileEncoding).toBe('hex')
    expect(JSON.stringify(secrets)).not.toContain('BEGIN')
  })

  it('reads on after being throttled in the middle', async () => {
    await setFaults(vault, [{ match: { verb: 'list' }, fault: { answer: 429, retryAfterSeconds: 0 }, times: 2 }])
    expect(valueOf(await listVault(kv, { fresh: true })).secrets.length).toBeGreaterThanOrEqual(1000)
  })
})

describe('saveSecret', () => {
  it('stores one version, marked with its operation', async () => {
    const operation = randomUUID()
    const expiresOn = Date.UTC(2031, 0, 1)
    const saved = valueOf(await saveSecret(request('saved', { operation, expiresOn })))
    expect(saved).toMatchObject({ name: 'saved', how: 'stored' })
    expect(valueOf(await newestOf(kv, 'saved'))).toMatchObject({
      version: saved.version,
      operation,
      expiresOn,
      contentType: 'application/x-pem-file',
    })
    expect(await saveSecret(request('saved', { operation }))).toMatchObject({
      ok: true,
      value: { version: saved.version, how: 'before' },
    })
    expect(await versionsIn('saved')).toHaveLength(1)
  })

  it('does not overwrite a secret that is there, unless a new version is meant', async () => {
    valueOf(await saveSecret(request('there')))
    expect(await saveSecret(request('There'))).toMatchObject({
      ok: false,
      failure: { code: 'exists', issues: [{ path: 'name' }] },
    })
    valueOf(await saveSecret(request('there', { mode: 'new-version', valueFor: () => 'second' })))
    expect(valueOf(await readValue(kv, 'there')).value).toBe('second')
    expect(await versionsIn('there')).toHaveLength(2)
  })

  it('honours the file-encoding tag of the version before, and keeps other people’s tags', async () => {
    const encodings: (string | undefined)[] = []
    const valueFor = (encoding: string | undefined) => {
      encodings.push(encoding)
      return '6162'
    }
    valueOf(await saveSecret(request('packing-cert', { mode: 'new-version', valueFor })))
    expect(encodings).toEqual(['hex'])
    expect(valueOf(await newestOf(kv, 'packing-cert'))).toMatchObject({
      fileEncoding: 'hex',
      tags: { 'file-encoding': 'hex' },
    })
  })

  it('kv-429: waits with and without Retry-After, then succeeds with one version', async () => {
    for (const name of ['throttled-1-uplink', 'throttled-silently-1-uplink']) {
      expect(valueOf(await saveSecret(request(name)))).toMatchObject({ how: 'stored' })
      expect(await versionsIn(name)).toHaveLength(1)
    }
  })

  it('kv-429: is bounded, and tells how long to wait', async () => {
    await setFaults(vault, [{ match: { verb: 'set' }, fault: { answer: 429, retryAfterSeconds: 120 } }])
    const refused = await saveSecret(request('never-stored'))
    expect(refused).toMatchObject({ ok: false, failure: { code: 'rate-limited', retryAfterMs: 120_000 } })
    expect(await versionsIn('never-stored')).toEqual([])
  })

  it('kv-commit-then-drop: a lost reply leaves exactly one new version', async () => {
    door.take()
    const operation = randomUUID()
    const saved = valueOf(await saveSecret(request('dropped-reply-uplink', { operation })))
    expect(saved.how).toBe('read-back')
    expect(door.take().filter(({ method }) => method === 'PUT')).toHaveLength(1)
    expect((await versionsIn('dropped-reply-uplink')).map(({ version }) => version)).toEqual([saved.version])
    expect(valueOf(await saveSecret(request('dropped-reply-uplink', { operation }))).how).toBe('before')
    expect(await versionsIn('dropped-reply-uplink')).toHaveLength(1)
  })

  it('kv-outage-on-save: says that nothing arrived, and the next try stores one version', async () => {
    const operation = randomUUID()
    await setFaults(vault, [{ match: { verb: 'set' }, fault: { drop: 'before' } }])
    const failed = await saveSecret(request('outage', { operation }))
    expect(failed).toMatchObject({
      ok: false,
      failure: { code: 'unreachable', message: expect.stringContaining('has not arrived') },
    })
    await setFaults(vault, [])
    expect(valueOf(await saveSecret(request('outage', { operation }))).how).toBe('stored')
    expect(await versionsIn('outage')).toHaveLength(1)
  })

  it('does not repeat a write that failed on the other side', async () => {
    door.take()
    expect(await saveSecret(request('unavailable-1-uplink'))).toMatchObject({
      ok: false,
      failure: { code: 'unavailable' },
    })
    expect(door.take().filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  it('says what is missing when storing is not allowed', async () => {
    expect(await saveSecret(request('forbidden-uplink'))).toMatchObject({
      ok: false,
      failure: { code: 'forbidden', next: expect.stringContaining('Key Vault Secrets Officer') },
    })
  })

  it('refuses 26 KB before sending it', async () => {
    door.take()
    expect(await saveSecret(request('large', { valueFor: () => 'x'.repeat(26 * 1024) }))).toMatchObject({
      ok: false,
      failure: { code: 'too-large' },
    })
    expect(door.take().filter(({ method }) => method === 'PUT')).toEqual([])
  })
})

describe('kv-name-soft-deleted', () => {
  it('offers to recover, and recovers', async () => {
    const refused = await saveSecret(request('old-uplink-key'))
    expect(refused).toMatchObject({ ok: false, failure: { code: 'exists', deleted: { name: 'old-uplink-key' } } })
    expect(await isDeleted(kv, 'old-uplink-key')).toBe(true)
    await setFaults(vault, [{ match: { verb: 'recover' }, fault: { answer: 403 } }])
    expect(await recoverSecret(kv, 'old-uplink-key')).toMatchObject({
      ok: false,
      failure: { next: expect.stringContaining('Officer') },
    })
    await setFaults(vault, [])
    valueOf(await recoverSecret(kv, 'old-uplink-key'))
    expect(valueOf(await listVersions(kv, 'old-uplink-key'))).toHaveLength(1)
    expect(await isDeleted(kv, 'old-uplink-key')).toBe(false)
  })
})

describe('kv-hostile-url', () => {
  it('a vault outside the allow list is refused and nothing is sent', async () => {
    door.take()
    for (const name of ['other-kv', 'https://evil.example', `${kv}.evil.example`]) {
      expect(await listVault(name)).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
    }
    expect(door.take()).toEqual([])
  })
})

describe('secret-error-paths', () => {
  it('no failure holds a value or a header, whatever the vault does', async () => {
    const canary = `CANARY-${randomUUID()}`
    const faults = [
      { answer: 403 },
      { answer: 409 },
      { answer: 500 },
      { garbage: true },
      { drop: 'before' },
      { answer: 401 },
    ] as const
    for (const [at, fault] of faults.entries()) {
      await setFaults(vault, [{ match: { verb: 'set' }, fault }])
      const failed = await saveSecret(request(`canary-${at}`, { valueFor: () => canary }))
      expect(failed.ok).toBe(false)
      expect(JSON.stringify(failed)).not.toContain(canary)
      expect(JSON.stringify(failed)).not.toContain(vault.token)
    }
  })
})
