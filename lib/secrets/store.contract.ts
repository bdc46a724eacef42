import { randomUUID } from 'node:crypto'
import { CoreV1Api, CustomObjectsApi, KubeConfig } from '@kubernetes/client-node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { soon, startTestCluster, valueOf, type TestCluster } from '@/lib/kubernetes/test-cluster'
import { stopLive } from '@/lib/live/hub.server'
import { clientOf, setFaults } from '@/sandbox/vault/client'
import { GET as readStateRoute } from '@/app/api/[instance]/secrets/[name]/route'
import { GET as readVaultRoute } from '@/app/api/[instance]/vault/[vault]/route'
import { deleteWrittenSecret, writeSecretDirectly } from './direct-store.server'
import { toHex } from './der'
import {
  deleteInput,
  deleteWrittenInput,
  directInput,
  entriesInput,
  recoverInput,
  repairInput,
  rotateInput,
  saveInput,
  syncInput,
  trustInput,
  verifyInput,
} from './inputs'
import { lineageOf } from './lineage'
import type { LineageInput } from './lineage-types'
import { providerClassRow } from './provider-class-row'
import { ensureProviderClassEntries, repairProviderClass } from './provider-class-store.server'
import { readOverview, readSyncState, readWrittenSecrets } from './read.server'
import { rotate } from './rotate.server'
import { createRotation } from './rotation'
import { deleteSyncedSecret, ensureSecretSync, syncNow } from './sync-store.server'
import { syncedSecretRow } from './synced-secret'
import { makeSpecimen, type Specimen } from './test-specimens'
import { createCaConfigMap, deleteCaConfigMap } from './trust-store.server'
import { recoverVaultSecret, saveVaultSecrets } from './vault-store.server'
import { verifySecret } from './verify.server'

/** The stores against a real wire. What stands in cluster and vault is read by their own clients, not by the portal's code. */

const namespace = 'azure-iot-operations'
const spc = 'spc-ops-0a1b2c3'
const kv = 'kv-plant-07'
const canary = `canary${randomUUID().replaceAll('-', '')}`

let cluster: TestCluster
let core: CoreV1Api
let custom: CustomObjectsApi
let instance: string
let door: { url: string; ca: string; token: string }
let client: Specimen
let renewed: Specimen

/** Everything that any store answered, to look for what must not be in it. */
const answers: string[] = []
const call = <T>(input: T) => ({
  input,
  viewer: { mode: 'local' as const, name: 'operator' },
  operationId: 'op',
  note: (facts: object) => void answers.push(JSON.stringify(facts)),
})
const heard = async <T>(answer: Promise<T>): Promise<T> => {
  const result = await answer
  answers.push(JSON.stringify(result))
  return result
}

beforeAll(async () => {
  const current = { notBefore: Date.now() - 60_000, notAfter: Date.now() + 400 * 86_400_000 }
  ;[client, renewed] = await Promise.all([
    makeSpecimen(canary, current),
    makeSpecimen(canary, { ...current, algorithm: 'RSA' }),
  ])
  cluster = await startTestCluster()
  instance = cluster.instance.id
  const { vault } = cluster.sandbox
  Object.assign(process.env, {
    SLUICE_KEY_VAULTS: `${vault.name}=${vault.url}`,
    SLUICE_VAULT_CREDENTIAL: 'sandbox',
    SLUICE_VAULT_TOKEN: vault.token,
    SLUICE_VAULT_CA: vault.ca,
  })
  // Finding the instances has read the settings already, before the vault was known.
  Reflect.deleteProperty(globalThis, Symbol.for('sluice.settings'))
  door = { url: vault.url, ca: readFileSync(vault.ca, 'utf8'), token: readFileSync(vault.token, 'utf8').trim() }
  const config = new KubeConfig()
  config.loadFromFile(cluster.sandbox.kubeconfig)
  core = config.makeApiClient(CoreV1Api)
  custom = config.makeApiClient(CustomObjectsApi)
})

afterAll(async () => {
  await stopLive()
  await cluster?.stop()
})

afterEach(async () => {
  await cluster.faults([])
  await setFaults(door, [])
})

const save = (names: { cert: string; key: string }, pair = client, over: object = {}) =>
  heard(
    saveVaultSecrets(
      call(
        saveInput.parse({
          instance,
          vault: kv,
          operation: randomUUID(),
          mode: 'create',
          secrets: [
            { slot: 'certificate', name: names.cert, value: pair.certificate },
            { slot: 'key', name: names.key, value: pair.key },
          ],
          ...over,
        }),
      ),
    ),
  )

const list = (...names: (string | { name: string; fileEncoding?: string })[]) =>
  heard(
    ensureProviderClassEntries(
      call(
        entriesInput.parse({
          instance,
          name: spc,
          vault: kv,
          objects: names.map((name) => (typeof name === 'string' ? { name } : name)),
        }),
      ),
    ),
  )

const sync = (name: string, cert: string, key: string, over: object = {}) =>
  heard(
    ensureSecretSync(
      call(
        syncInput.parse({
          instance,
          name,
          providerClass: spc,
          data: [
            { sourcePath: cert, targetKey: 'client_cert.pem' },
            { sourcePath: key, targetKey: 'client_key.pem' },
          ],
          ...over,
        }),
      ),
    ),
  )

const verify = (name: string, expected?: object[]) =>
  heard(verifySecret(call(verifyInput.parse({ instance, name, expected }))))

const secretIn = async (name: string) => {
  const { data = {} } = await core.readNamespacedSecret({ name, namespace })
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
}

const versionsIn = async (name: string) => {
  const found = []
  for await (const version of clientOf(door).listPropertiesOfSecretVersions(name)) found.push(version)
  return found
}

const objectsIn = async () => {
  const object = (await custom.getNamespacedCustomObject({
    group: 'secrets-store.csi.x-k8s.io',
    version: 'v1',
    namespace,
    plural: 'secretproviderclasses',
    name: spc,
  })) as {
    spec: { parameters: { objects: string } }
  }
  return object.spec.parameters.objects
}

/** The whole way from pasted values to a synced Secret. */
const made = async (name: string, pair = client) => {
  const names = { cert: `${name}-cert`, key: `${name}-key` }
  const stored = valueOf(await save(names, pair))
  valueOf(await list(names.cert, names.key))
  const object = valueOf(await sync(name, names.cert, names.key))
  await soon(() => secretIn(name), 15_000)
  return { names, stored, uid: object.uid }
}

describe('from Key Vault to the Secret', () => {
  it('stores, lists, syncs and verifies, with the very bytes', async () => {
    const before = await objectsIn()
    const { names, stored } = await made('press-7')
    expect(await secretIn('press-7')).toEqual({ 'client_cert.pem': client.certificate, 'client_key.pem': client.key })
    expect((await objectsIn()).startsWith(before)).toBe(true)
    const expected = stored.map(({ slot, fingerprint }) => ({
      targetKey: slot === 'key' ? 'client_key.pem' : 'client_cert.pem',
      fingerprint,
    }))
    const verified = valueOf(await verify('press-7', expected))
    expect(verified).toMatchObject({
      pair: 'matches',
      keys: [
        { state: 'good', vault: { same: true } },
        { state: 'good', vault: { same: true } },
      ],
    })
    for (const name of Object.values(names)) expect(await versionsIn(name)).toHaveLength(1)
  })

  it('each step repeated does nothing twice', async () => {
    const operation = randomUUID()
    const names = { cert: 'twice-cert', key: 'twice-key' }
    const first = valueOf(await save(names, client, { operation }))
    const again = valueOf(await save(names, client, { operation }))
    expect(again.map(({ version }) => version)).toEqual(first.map(({ version }) => version))
    expect(valueOf(await list(names.cert, names.key)).added).toEqual([names.cert, names.key])
    expect(valueOf(await list(names.cert, names.key)).changed).toBe(false)
    const object = valueOf(await sync('twice', names.cert, names.key))
    expect(valueOf(await sync('twice', names.cert, names.key))).toEqual({ ...object, changed: false })
    expect(await versionsIn(names.cert)).toHaveLength(1)
  })

  it('kv-commit-then-drop: a lost reply leaves one version of each', async () => {
    const names = { cert: 'dropped-reply-line-cert', key: 'dropped-reply-line-key' }
    expect(valueOf(await save(names)).map(({ how }) => how)).toEqual(['read-back', 'read-back'])
    for (const name of Object.values(names)) expect(await versionsIn(name)).toHaveLength(1)
  })

  it('kv-outage-on-save: the second of two fails, the retry keeps the first', async () => {
    const operation = randomUUID()
    const names = { cert: 'half-cert', key: 'half-key' }
    await setFaults(door, [{ match: { verb: 'set', namePrefix: 'half-key' }, fault: { answer: 503 } }])
    const failed = await save(names, client, { operation })
    expect(failed).toMatchObject({
      ok: false,
      failure: { code: 'unavailable', stored: [{ slot: 'certificate', name: 'half-cert' }] },
    })
    await setFaults(door, [])
    expect(valueOf(await save(names, client, { operation })).map(({ how }) => how)).toEqual(['before', 'stored'])
    for (const name of Object.values(names)) expect(await versionsIn(name)).toHaveLength(1)
  })

  it('kv-ok-then-k8s-fails: the version is re-used when the retry comes', async () => {
    const operation = randomUUID()
    const names = { cert: 'later-cert', key: 'later-key' }
    valueOf(await save(names, client, { operation }))
    await cluster.faults([{ match: { verb: 'patch', resource: 'secretproviderclasses' }, fault: { answer: 500 } }])
    expect((await list(names.cert, names.key)).ok).toBe(false)
    await cluster.faults([])
    valueOf(await list(names.cert, names.key))
    await cluster.faults([{ match: { verb: 'create', resource: 'secretsyncs' }, fault: { answer: 500 } }])
    expect((await sync('later', names.cert, names.key)).ok).toBe(false)
    await cluster.faults([])
    valueOf(await sync('later', names.cert, names.key))
    await soon(async () => expect(Object.keys(await secretIn('later'))).toHaveLength(2), 15_000)
    for (const name of Object.values(names)) expect(await versionsIn(name)).toHaveLength(1)
  })
})

describe('saveVaultSecrets', () => {
  it('pem-mixups: refuses on the server what the form refuses, and stores nothing', async () => {
    const names = { cert: 'refused-cert', key: 'refused-key' }
    expect(await save(names, { ...client, key: renewed.key })).toMatchObject({
      ok: false,
      failure: {
        code: 'invalid',
        issues: [{ path: 'secrets.1.value', message: expect.stringContaining('does not belong') }],
      },
    })
    expect(await save(names, { ...client, certificate: client.key, key: client.certificate })).toMatchObject({
      ok: false,
      failure: { code: 'invalid' },
    })
    expect(await versionsIn(names.cert)).toEqual([])
  })

  it('repairs what can be repaired, on the server too', async () => {
    const names = { cert: 'windows-cert', key: 'windows-key' }
    valueOf(await save(names, { ...client, certificate: client.certificate.replaceAll('\n', '\r\n') }))
    expect((await clientOf(door).getSecret(names.cert)).value).toBe(client.certificate)
  })

  it('leaves nothing behind when one of the names is taken', async () => {
    expect(await save({ cert: 'fresh-name', key: 'partner-hq-key' })).toMatchObject({
      ok: false,
      failure: { code: 'exists', issues: [{ path: 'secrets.1.name' }] },
    })
    expect(await versionsIn('fresh-name')).toEqual([])
    expect(await save({ cert: 'same-name', key: 'Same-Name' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid' },
    })
  })

  it('kv-name-soft-deleted: offers recover, which brings the versions back', async () => {
    const refused = await save({ cert: 'beside-deleted', key: 'old-uplink-key' })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'exists', deleted: { name: 'old-uplink-key' } } })
    expect(await versionsIn('beside-deleted')).toEqual([])
    valueOf(await heard(recoverVaultSecret(call(recoverInput.parse({ instance, vault: kv, name: 'old-uplink-key' })))))
    expect(await versionsIn('old-uplink-key')).toHaveLength(1)
  })

  it('kv-hostile-url: no other vault', async () => {
    expect(await save({ cert: 'a', key: 'b' }, client, { vault: 'evil-kv' })).toMatchObject({
      ok: false,
      failure: { code: 'forbidden' },
    })
  })
})

describe('the provider class', () => {
  it('honours a file-encoding tag', async () => {
    valueOf(await list({ name: 'packing-cert', fileEncoding: 'hex' }, { name: 'packing-key', fileEncoding: 'hex' }))
    valueOf(await sync('packing', 'packing-cert', 'packing-key'))
    await soon(
      async () => expect((await secretIn('packing'))['client_cert.pem']).toMatch(/^-----BEGIN CERTIFICATE-----\n/),
      15_000,
    )
    expect(valueOf(await verify('packing'))).toMatchObject({
      pair: 'matches',
      keys: [{ state: 'good' }, { state: 'good' }],
    })
  })

  it('finds hex that no tag tells of, and the repair puts it right', async () => {
    valueOf(await list('mould-shop-cert', 'mould-shop-key'))
    valueOf(await sync('mould-shop', 'mould-shop-cert', 'mould-shop-key'))
    await soon(() => secretIn('mould-shop'), 15_000)
    const wrong = valueOf(await verify('mould-shop'))
    const repair = { kind: 'set-encoding', encoding: 'hex' }
    expect(wrong.keys).toMatchObject([
      { state: 'wrongly-encoded', repair },
      { state: 'wrongly-encoded', repair },
    ])
    for (const sourcePath of ['mould-shop-cert', 'mould-shop-key']) {
      valueOf(
        await heard(
          repairProviderClass(
            call(repairInput.parse({ instance, name: spc, repair: 'set-encoding', sourcePath, encoding: 'hex' })),
          ),
        ),
      )
    }
    await soon(
      async () => expect(valueOf(await verify('mould-shop')).keys.map(({ state }) => state)).toEqual(['good', 'good']),
      15_000,
    )
  })

  it('says when a listed entry decodes differently', async () => {
    expect(await list({ name: 'partner-hq-cert', fileEncoding: 'hex' })).toMatchObject({
      ok: false,
      failure: { code: 'conflict', differing: [{ name: 'partner-hq-cert', encoding: 'hex' }] },
    })
  })

  it('concurrent writers both stand', async () => {
    const results = await Promise.all([list('weld-line-cert'), list('weld-line-key'), list('next-line-cert')])
    results.forEach(valueOf)
    const objects = await objectsIn()
    for (const name of ['weld-line-cert', 'weld-line-key', 'next-line-cert'])
      expect(objects).toContain(`objectName: ${name}\n`)
  })

  it('entries lost to another tool are found, and put back', async () => {
    const { names } = await made('lost')
    const kept = (await objectsIn()).replace(
      new RegExp(`  - \\|\n    objectName: ${names.key}\n    objectType: secret\n`),
      '',
    )
    await custom.patchNamespacedCustomObject({
      group: 'secrets-store.csi.x-k8s.io',
      version: 'v1',
      namespace,
      plural: 'secretproviderclasses',
      name: spc,
      body: [{ op: 'replace', path: '/spec/parameters/objects', value: kept }],
    })
    const lineage = await soon(async () => {
      const result = await lineageNow('lost')
      expect(result.lost).toEqual([names.key])
      return result
    })
    expect(lineage.links.find(({ id }) => id === 'provider-class')?.repair).toEqual({
      kind: 'add-entries',
      sourcePaths: [names.key],
    })
    valueOf(
      await heard(
        repairProviderClass(
          call(repairInput.parse({ instance, name: spc, repair: 'add-entries', sourcePaths: [names.key] })),
        ),
      ),
    )
    await soon(async () => expect((await lineageNow('lost')).lost).toEqual([]))
  })
})

/** The lineage as a page has it: live rows and what the handler answers. */
const lineageNow = async (name: string) => {
  const read = async (group: string, version: string, plural: string, object: string) =>
    (await custom.getNamespacedCustomObject({ group, version, namespace, plural, name: object })) as Parameters<
      typeof syncedSecretRow
    >[0]
  const state = valueOf(await heard(readSyncState(call({ instance, name }))))
  const input: LineageInput = {
    sync: syncedSecretRow(await read('secret-sync.x-k8s.io', 'v1alpha1', 'secretsyncs', name)),
    providerClass: providerClassRow(await read('secrets-store.csi.x-k8s.io', 'v1', 'secretproviderclasses', spc)),
    endpoints: [],
    ...state,
    vault: state.vault && new Map(state.vault),
  }
  return lineageOf(input)
}

describe('the sync object', () => {
  it('is not made over a foreign Secret', async () => {
    await core.createNamespacedSecret({
      namespace,
      body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'foreign' }, data: { a: btoa('b') } },
    })
    expect(await sync('foreign', 'partner-hq-cert', 'partner-hq-key')).toMatchObject({
      ok: false,
      failure: { code: 'exists', issues: [{ path: 'name' }] },
    })
    expect(await secretIn('foreign')).toEqual({ a: 'b' })
  })

  it('is not made before its sources are listed', async () => {
    expect(await sync('unlisted', 'nowhere-cert', 'partner-hq-key')).toMatchObject({
      ok: false,
      failure: { code: 'conflict', message: expect.stringContaining('“nowhere-cert”') },
    })
  })

  it('of somebody else is not overwritten, unless it is the one meant', async () => {
    const { uid, names } = await made('adopted')
    expect(await sync('adopted', 'partner-hq-cert', names.key)).toMatchObject({
      ok: false,
      failure: { code: 'exists' },
    })
    expect(await sync('adopted', 'partner-hq-cert', names.key, { uid: 'another' })).toMatchObject({ ok: false })
    expect(valueOf(await sync('adopted', 'partner-hq-cert', names.key, { uid })).changed).toBe(true)
  })

  const rotated = (name: string, values: object[]) =>
    heard(rotate(call(rotateInput.parse({ instance, name, operation: randomUUID(), values }))))
  const secretLink = async (name: string) => (await lineageNow(name)).links.find(({ id }) => id === 'secret')

  it('half-synced: rotated, both fingerprints are told until the sync has brought it', async () => {
    const { names, stored: first } = await made('rotated')
    // The controller cannot write the Secret, so it stays behind the vault.
    await cluster.faults(
      ['create', 'update', 'patch'].map((verb) => ({ match: { verb, resource: 'secrets' }, fault: { answer: 503 } })),
    )
    const stored = valueOf(
      await rotated('rotated', [
        { targetKey: 'client_cert.pem', value: renewed.certificate },
        { targetKey: 'client_key.pem', value: renewed.key },
      ]),
    )
    expect(stored.map(({ name }) => name)).toEqual([names.cert, names.key])
    for (const name of Object.values(names)) expect(await versionsIn(name)).toHaveLength(2)
    expect((await lineageNow('rotated')).drift).toMatchObject(
      stored.map(({ fingerprint }, at) => ({ vault: fingerprint, secret: first[at]?.fingerprint })),
    )
    expect((await secretLink('rotated'))?.state).toBe('attention')
    await cluster.faults([])
    valueOf(await heard(syncNow(call({ instance, name: 'rotated' }))))
    await soon(async () => expect((await secretLink('rotated'))?.state).toBe('good'), 15_000)
    expect(await secretIn('rotated')).toEqual({ 'client_cert.pem': renewed.certificate, 'client_key.pem': renewed.key })
    expect((await lineageNow('rotated')).drift).toEqual([])
  })

  it('kv-outage-on-save: of two keys that no endpoint reads the retry sends the one that failed', async () => {
    const values = { 'licence.txt': 'licence-value', 'seed.txt': 'seed-value' }
    const secrets = ['plain-licence', 'plain-seed'].map((name) => ({ slot: 'other', name, value: 'before' }))
    valueOf(await save({ cert: '', key: '' }, client, { secrets }))
    valueOf(await list('plain-licence', 'plain-seed'))
    const data = [
      { sourcePath: 'plain-licence', targetKey: 'licence.txt' },
      { sourcePath: 'plain-seed', targetKey: 'seed.txt' },
    ]
    valueOf(await sync('plain', '', '', { data }))
    const rotation = createRotation(Object.entries(values).map(([targetKey, value]) => ({ targetKey, value })))
    const send = () =>
      heard(
        rotate(
          call(rotateInput.parse({ instance, name: 'plain', operation: rotation.operation, values: rotation.left() })),
        ),
      )
    await setFaults(door, [{ match: { verb: 'set', namePrefix: 'plain-seed' }, fault: { answer: 503 } }])
    const half = await send()
    expect(half).toMatchObject({ ok: false, failure: { stored: [{ targetKey: 'licence.txt' }] } })
    if (!half.ok && 'stored' in half.failure) rotation.stored(half.failure.stored ?? [])
    expect(rotation.left()).toEqual([{ targetKey: 'seed.txt', value: 'seed-value' }])
    await setFaults(door, [])
    rotation.stored(valueOf(await send()))
    expect(rotation.left()).toEqual([])
    expect((await clientOf(door).getSecret('plain-licence')).value).toBe('licence-value')
    expect((await clientOf(door).getSecret('plain-seed')).value).toBe('seed-value')
    for (const name of ['plain-licence', 'plain-seed']) expect(await versionsIn(name)).toHaveLength(2)
  })

  it('half-synced: a certificate without its key breaks the chain', async () => {
    await made('lonely')
    valueOf(await rotated('lonely', [{ targetKey: 'client_cert.pem', value: renewed.certificate }]))
    valueOf(await heard(syncNow(call({ instance, name: 'lonely' }))))
    await soon(
      async () =>
        expect(await secretLink('lonely')).toMatchObject({
          state: 'broken',
          says: expect.stringContaining('do not belong together'),
        }),
      15_000,
    )
    valueOf(await rotated('lonely', [{ targetKey: 'client_key.pem', value: renewed.key }]))
    await soon(async () => expect((await secretLink('lonely'))?.state).toBe('good'), 15_000)
  })
})

describe('deleteSyncedSecret', () => {
  const remove = (input: object) => heard(deleteSyncedSecret(call(deleteInput.parse({ instance, ...input }))))

  it('is refused while endpoints use it, until the name is typed', async () => {
    const { uid } = await made('used')
    await custom.createNamespacedCustomObject({
      group: 'connectivity.iotoperations.azure.com',
      version: 'v1',
      namespace,
      plural: 'dataflowendpoints',
      body: {
        apiVersion: 'connectivity.iotoperations.azure.com/v1',
        kind: 'DataflowEndpoint',
        metadata: { name: 'user-of-it' },
        spec: {
          endpointType: 'Mqtt',
          mqttSettings: {
            host: 'a:1',
            authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'used' } },
          },
        },
      },
    })
    await soon(async () =>
      expect(await remove({ name: 'used', uid })).toMatchObject({
        ok: false,
        failure: { code: 'conflict', message: expect.stringContaining('“user-of-it”') },
      }),
    )
    expect(await remove({ name: 'used', uid, typed: 'used' })).toMatchObject({ ok: true })
  })

  it('leaves the vault and other people’s entries, and takes unused entries when asked', async () => {
    const { uid, names } = await made('tidy')
    const gone = valueOf(await remove({ name: 'tidy', uid, removeEntries: true }))
    expect(gone).toEqual({ name: 'tidy', removedEntries: [names.cert, names.key] })
    const objects = await objectsIn()
    expect(objects).not.toContain(names.cert)
    expect(objects).toContain('objectName: partner-hq-cert\n')
    expect(await versionsIn(names.cert)).toHaveLength(1)
    await soon(async () => {
      const { items } = await core.listNamespacedSecret({ namespace })
      expect(items.map(({ metadata }) => metadata?.name)).not.toContain('tidy')
    })
  })

  it('tells which entries still stand, and why, when the provider class cannot be changed', async () => {
    const { uid, names } = await made('kept')
    await cluster.faults([{ match: { verb: 'patch', resource: 'secretproviderclasses' }, fault: { answer: 403 } }])
    expect(valueOf(await remove({ name: 'kept', uid, removeEntries: true }))).toEqual({
      name: 'kept',
      removedEntries: [],
      kept: { entries: [names.cert, names.key], why: expect.objectContaining({ code: 'forbidden' }) },
    })
    expect(await objectsIn()).toContain(`objectName: ${names.cert}\n`)
  })

  it('deleted-under-edit: spares a twin that was made anew', async () => {
    const { uid } = await made('twin')
    expect(await remove({ name: 'twin', uid: `${uid}-other` })).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    })
    expect(Object.keys(await secretIn('twin'))).toHaveLength(2)
  })
})

describe('trusted authorities', () => {
  it('become a ConfigMap; a private key never does', async () => {
    const create = (name: string, pem: string) =>
      heard(createCaConfigMap(call(trustInput.parse({ instance, name, pem }))))
    expect(valueOf(await create('partner-ca', client.certificate))).toEqual({
      name: 'partner-ca',
      certificates: 1,
      uid: expect.any(String),
    })
    const { data } = await core.readNamespacedConfigMap({ namespace, name: 'partner-ca' })
    expect(data).toEqual({ 'ca.crt': client.certificate })
    expect(await create('partner-ca', client.certificate)).toMatchObject({
      ok: false,
      failure: { code: 'exists', issues: [{ path: 'name' }] },
    })
    const again = (pem: string) => heard(createCaConfigMap(call({ instance, name: 'partner-ca', pem, again: true })))
    expect(await again(client.certificate)).toMatchObject({ ok: true, value: { uid: expect.any(String) } })
    expect(await again(renewed.certificate)).toMatchObject({ ok: false, failure: { code: 'exists' } })
    expect(await create('with-key', client.certificate + client.key)).toMatchObject({
      ok: false,
      failure: { code: 'invalid', issues: [{ path: 'pem' }] },
    })
    const { items } = await core.listNamespacedConfigMap({ namespace })
    expect(items.map(({ metadata }) => metadata?.name)).not.toContain('with-key')
  })

  it('go again only where the portal made them, by uid, and while no endpoint trusts them', async () => {
    const remove = (name: string, uid: string) => heard(deleteCaConfigMap(call({ instance, name, uid })))
    const made = valueOf(await heard(createCaConfigMap(call({ instance, name: 'unused-ca', pem: client.certificate }))))
    expect(await remove('unused-ca', 'another')).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await remove('unused-ca', made.uid)).toMatchObject({ ok: true })
    expect(await remove('unused-ca', made.uid)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    const partner = await core.readNamespacedConfigMap({ namespace, name: 'partner-hq-ca' })
    expect(await remove('partner-hq-ca', partner.metadata?.uid ?? '')).toMatchObject({
      ok: false,
      failure: { code: 'conflict', message: expect.stringContaining('trusted by historian-kafka and partner-hq') },
    })
    const body = { metadata: { name: 'made-by-hand-ca' }, data: { 'ca.crt': client.certificate } }
    const others = await core.createNamespacedConfigMap({ namespace, body })
    expect(await remove('made-by-hand-ca', others.metadata?.uid ?? '')).toMatchObject({
      ok: false,
      failure: { code: 'conflict', message: expect.stringContaining('not made by this portal') },
    })
  })
})

describe('readOverview', () => {
  it('finds vault, extension and the instance’s own provider class', async () => {
    expect(valueOf(await heard(readOverview(call({ instance }))))).toMatchObject({
      extension: true,
      vaults: [kv],
      providerClass: spc,
    })
  })
})

describe('the handlers', () => {
  const get = (path: string, host = '127.0.0.1:3000') =>
    new Request(`http://127.0.0.1:3000${path}`, { headers: { host } })

  it('secret-write-only: tell names, dates and fingerprints, and no value', async () => {
    const vault = await readVaultRoute(get('/'), { params: Promise.resolve({ instance, vault: kv }) })
    const state = await readStateRoute(get('/'), { params: Promise.resolve({ instance, name: 'partner-hq-client' }) })
    const bodies = [await vault.text(), await state.text()]
    expect([vault.status, state.status, vault.headers.get('cache-control')]).toEqual([200, 200, 'no-store'])
    expect(bodies[0]).toContain('"name":"partner-hq-cert"')
    expect(bodies[1]).toMatch(/"state":"good".*"fingerprint":"[0-9a-f]{64}"/)
    answers.push(...bodies)
  })

  it('refuse foreign hosts and names that are none', async () => {
    const refused = async (params: Record<string, string>, host?: string) =>
      (await readStateRoute(get('/', host), { params: Promise.resolve(params) })).status
    expect(await refused({ instance, name: 'partner-hq-client' }, 'evil.example')).toBe(421)
    expect(await refused({ instance, name: '..' })).toBe(400)
    expect((await readVaultRoute(get('/'), { params: Promise.resolve({ instance, vault: 'evil-kv' }) })).status).toBe(
      403,
    )
  })
})

describe('without the Secret Store extension', () => {
  const write = (name: string) =>
    heard(
      writeSecretDirectly(
        call(
          directInput.parse({
            instance,
            name,
            data: [
              { targetKey: 'client_cert.pem', vault: kv, secret: 'packing-cert' },
              { targetKey: 'client_key.pem', vault: kv, secret: 'packing-key' },
            ],
          }),
        ),
      ),
    )

  it('is not taken while the extension is there', async () => {
    expect(await write('direct')).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })

  // Last: the kind does not come back.
  it('writes the Secret itself, labelled, from the vault', async () => {
    await custom.deleteClusterCustomObject({
      group: 'apiextensions.k8s.io',
      version: 'v1',
      plural: 'customresourcedefinitions',
      name: 'secretsyncs.secret-sync.x-k8s.io',
    })
    valueOf(
      await soon(async () => {
        const written = await write('direct')
        expect(written.ok).toBe(true)
        return written
      }),
    )
    const held = await core.readNamespacedSecret({ namespace, name: 'direct' })
    expect(held.metadata?.labels).toEqual({ 'app.kubernetes.io/managed-by': 'sluice' })
    expect((await secretIn('direct'))['client_cert.pem']).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
    expect(valueOf(await verify('direct'))).toMatchObject({
      pair: 'matches',
      keys: [{ state: 'good', vault: { same: true } }, { state: 'good' }],
    })
    valueOf(await write('direct'))

    // k8s-secret-metadata-only: found by its label, with what it was written from and nothing of what is in it.
    const { secrets } = valueOf(await heard(readWrittenSecrets(call({ instance }))))
    expect(secrets).toMatchObject([
      {
        name: 'direct',
        owner: { kind: 'sluice' },
        writtenAt: expect.any(Number),
        sources: [
          { targetKey: 'client_cert.pem', vault: kv, secret: 'packing-cert' },
          { targetKey: 'client_key.pem', vault: kv, secret: 'packing-key' },
        ],
      },
    ])
    const state = valueOf(await heard(readSyncState(call({ instance, name: 'direct' }))))
    expect(state.vault?.map(([name, { state }]) => [name, state])).toEqual([
      ['packing-cert', 'present'],
      ['packing-key', 'present'],
    ])

    // A key that somebody took out is missing, not forgotten.
    const { data = {}, ...rest } = await core.readNamespacedSecret({ namespace, name: 'direct' })
    const { 'client_key.pem': _, ...kept } = data
    await core.replaceNamespacedSecret({ namespace, name: 'direct', body: { ...rest, data: kept } })
    expect(valueOf(await verify('direct')).keys).toMatchObject([
      { targetKey: 'client_cert.pem', state: 'good' },
      { targetKey: 'client_key.pem', state: 'absent' },
    ])
    valueOf(await write('direct'))
    expect(Object.keys(await secretIn('direct'))).toHaveLength(2)

    expect(await write('foreign')).toMatchObject({ ok: false, failure: { code: 'exists' } })
    const uid = held.metadata?.uid ?? ''
    const remove = (name: string) => heard(deleteWrittenSecret(call(deleteWrittenInput.parse({ instance, name, uid }))))
    // Whoever may delete sync objects may not for that reason delete Secrets: that is a door of its own.
    expect(await heard(deleteSyncedSecret(call(deleteInput.parse({ instance, name: 'direct', uid }))))).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    })
    expect(await secretIn('direct')).toHaveProperty(['client_key.pem'])
    expect(await remove('foreign')).toMatchObject({
      ok: false,
      failure: { code: 'conflict', message: expect.stringContaining('not written by this portal') },
    })
    expect(await remove('direct')).toEqual({ ok: true, value: { name: 'direct' } })
    await expect(secretIn('direct')).rejects.toThrow()
    expect(await remove('direct')).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})

describe('canary-secret', () => {
  it('no answer and no audit note held a key, in any encoding', () => {
    expect(answers.length).toBeGreaterThan(50)
    const all = answers.join('\n')
    for (const { key, pkcs8 } of [client, renewed]) {
      const [, line = ''] = key.split('\n')
      expect(line).toHaveLength(64)
      expect(all).not.toContain(line)
      expect(all).not.toContain(toHex(pkcs8).slice(80, 140))
    }
    expect(all).not.toContain('BEGIN')
    expect(all).not.toContain(door.token)
  })
})
