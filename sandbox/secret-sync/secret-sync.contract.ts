import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretClient } from '@azure/keyvault-secrets'
import { ApiException, CoreV1Api, CustomObjectsApi, type V1Secret } from '@kubernetes/client-node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { Connection } from '../client/connection.ts'
import { startCluster, type Cluster } from '../cluster/cluster.ts'
import { Pki } from '../cluster/pki.ts'
import { clientOf, setFaults } from '../vault/client.ts'
import { startVault, type RunningVault } from '../vault/start.ts'
import { startSecretSync, type SecretSyncOptions } from './start.ts'
import { PROVIDER_CLASSES, SECRET_SYNCS, type Condition, type SecretSync } from './types.ts'

const namespace = 'secret-sync-test'
const VAULT = 'test-vault'
const WAIT = { timeout: 20_000, interval: 25 }

let dir: string
let cluster: Cluster
let tls: Parameters<typeof startVault>[0]['tls']
let vault: RunningVault
let secrets: SecretClient
let connection: Connection
let core: CoreV1Api
let objects: CustomObjectsApi
let running: { stop(): Promise<void> } | undefined

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-secret-sync-'))
  cluster = await startCluster({ directory: dir, port: 0, reset: false })
  const pki = await Pki.open(join(dir, 'pki'))
  tls = { ...(await pki.sign('api', { name: 'vault', hosts: ['127.0.0.1'], days: 1 })), ca: pki.ca('api') }
  vault = await startVault({ dir: join(dir, 'vault'), tls })
  secrets = clientOf(vault)
  connection = Connection.fromFile(cluster.kubeconfig)
  core = connection.makeApiClient(CoreV1Api)
  objects = connection.makeApiClient(CustomObjectsApi)
  await core.createNamespace({ body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } })
  await core.createNamespacedServiceAccount({
    namespace,
    body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'aio-ssc-sa' } },
  })
})

afterAll(async () => {
  await connection.close()
  await vault.stop()
  await cluster.stop()
  rmSync(dir, { recursive: true })
})

afterEach(async () => {
  await running?.stop()
  running = undefined
})

function start(options: Partial<SecretSyncOptions> = {}): void {
  const vaults = [{ name: VAULT, url: vault.url, ca: vault.ca, token: vault.token }]
  running = startSecretSync({ kubeconfig: cluster.kubeconfig, vaults, pollMs: 100, ...options })
}

interface Entry {
  objectName: string
  objectType?: string
  objectAlias?: string
  objectEncoding?: string
}

/** A provider class over the entries, as Azure's tools write it. */
const classParameters = (entries: readonly Entry[]) => ({
  keyvaultName: VAULT,
  tenantID: 'a-tenant',
  clientID: 'a-client',
  objects: stringify({ array: entries.map((entry) => stringify({ objectType: 'secret', ...entry })) }),
})

const createClass = (name: string, entries: readonly Entry[]) =>
  objects.createNamespacedCustomObject({
    ...PROVIDER_CLASSES,
    namespace,
    body: {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name },
      spec: { provider: 'azure', parameters: classParameters(entries) },
    },
  })

const createSync = (
  name: string,
  items: Record<string, string>,
  { providerClass = name, account = 'aio-ssc-sa', type = 'Opaque' } = {},
): Promise<SecretSync> =>
  objects.createNamespacedCustomObject({
    ...SECRET_SYNCS,
    namespace,
    body: {
      apiVersion: 'secret-sync.x-k8s.io/v1alpha1',
      kind: 'SecretSync',
      metadata: { name },
      spec: {
        secretProviderClassName: providerClass,
        serviceAccountName: account,
        secretObject: {
          type,
          data: Object.entries(items).map(([targetKey, sourcePath]) => ({ sourcePath, targetKey })),
        },
      },
    },
  })

const readSync = (name: string): Promise<SecretSync> =>
  objects.getNamespacedCustomObject({ ...SECRET_SYNCS, namespace, name })

/** `Type=Status Reason`, in the order of the status. */
const conditions = async (name: string) =>
  ((await readSync(name)).status?.conditions ?? []).map(
    ({ type, status, reason }: Condition) => `${type}=${status} ${reason}`,
  )

const becomes = (name: string, ...expected: string[]) => expect.poll(() => conditions(name), WAIT).toEqual(expected)

/** The Secret's values as text; undefined while there is none. */
async function values(name: string): Promise<Record<string, string> | undefined> {
  try {
    const { data = {} } = await core.readNamespacedSecret({ namespace, name })
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
    )
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return undefined
    throw error
  }
}

const holds = (name: string, expected: Record<string, string>) =>
  expect.poll(() => values(name), WAIT).toEqual(expected)

const messageOf = async (name: string, type: string) =>
  (await readSync(name)).status?.conditions?.find((condition) => condition.type === type)?.message ?? ''

describe('a SecretSync', () => {
  it('becomes a Secret that it owns', async () => {
    start()
    await secrets.setSecret('plain-cert', 'certificate\n')
    await secrets.setSecret('plain-key', 'key\n')
    await createClass('plain', [{ objectName: 'plain-cert' }, { objectName: 'plain-key', objectAlias: 'the-key' }])
    const { metadata } = await createSync('plain', { 'client_cert.pem': 'plain-cert', 'client_key.pem': 'the-key' })
    await holds('plain', { 'client_cert.pem': 'certificate\n', 'client_key.pem': 'key\n' })
    await becomes('plain', 'Create=True CreateSucceeded', 'Update=True UpdateNoValueChangeSucceeded')

    const secret: V1Secret = await core.readNamespacedSecret({ namespace, name: 'plain' })
    expect(secret.type).toBe('Opaque')
    expect(secret.metadata?.labels).toEqual({ 'secrets-store.sync.x-k8s.io': '' })
    expect(secret.metadata?.ownerReferences).toMatchObject([
      { apiVersion: 'secret-sync.x-k8s.io/v1alpha1', kind: 'SecretSync', name: 'plain', uid: metadata.uid },
    ])
    const { status } = await readSync('plain')
    expect(status?.syncHash).toMatch(/^[0-9a-f]{128}$/)
    expect(Date.parse(String(status?.lastSuccessfulSyncTime))).toBeLessThanOrEqual(Date.now())
  })

  it('takes its Secret along when it is deleted', async () => {
    start()
    await secrets.setSecret('owned', 'value')
    await createClass('owned', [{ objectName: 'owned' }])
    await createSync('owned', { value: 'owned' })
    await holds('owned', { value: 'value' })
    await objects.deleteNamespacedCustomObject({ ...SECRET_SYNCS, namespace, name: 'owned' })
    await expect.poll(() => values('owned'), WAIT).toBeUndefined()
  })

  it('follows new versions', async () => {
    start()
    await secrets.setSecret('followed', 'one')
    await createClass('followed', [{ objectName: 'followed' }])
    await createSync('followed', { value: 'followed' })
    await holds('followed', { value: 'one' })
    await becomes('followed', 'Create=True CreateSucceeded', 'Update=True UpdateNoValueChangeSucceeded')
    const hash = (await readSync('followed')).status?.syncHash
    await secrets.setSecret('followed', 'two')
    await holds('followed', { value: 'two' })
    await expect.poll(async () => (await readSync('followed')).status?.syncHash, WAIT).not.toBe(hash)
  })

  it('writes nothing while nothing changes', async () => {
    start()
    await secrets.setSecret('still', 'one')
    await secrets.setSecret('moving', '0')
    await createClass('still', [{ objectName: 'still' }, { objectName: 'moving' }])
    await createSync('still', { value: 'still' })
    await createSync('moving', { value: 'moving' }, { providerClass: 'still' })
    await becomes('still', 'Create=True CreateSucceeded', 'Update=True UpdateNoValueChangeSucceeded')
    const versions = async () => [
      (await readSync('still')).metadata.resourceVersion,
      (await core.readNamespacedSecret({ namespace, name: 'still' })).metadata?.resourceVersion,
    ]
    const before = await versions()
    // Each change of the other is picked up by a poll, which has looked at this one as well.
    for (const value of ['1', '2', '3']) {
      await secrets.setSecret('moving', value)
      await holds('moving', { value })
    }
    expect(await versions()).toEqual(before)
  })

  it('decodes hex and base64, and only the parts of a PEM that belong under the key of a TLS Secret', async () => {
    start()
    const cert = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n'
    const key = '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n'
    await secrets.setSecret('in-hex', Buffer.from(cert).toString('hex'))
    await secrets.setSecret('in-base64', Buffer.from(key).toString('base64'))
    await secrets.setSecret('in-one', key + cert)
    await createClass('encoded', [
      { objectName: 'in-hex', objectEncoding: 'HEX' },
      { objectName: 'in-base64', objectEncoding: 'base64' },
      { objectName: 'in-one' },
    ])
    await createSync('encoded', { 'client_cert.pem': 'in-hex', 'client_key.pem': 'in-base64' })
    await holds('encoded', { 'client_cert.pem': cert, 'client_key.pem': key })
    await createSync(
      'encoded-tls',
      { 'tls.crt': 'in-one', 'tls.key': 'in-one' },
      { providerClass: 'encoded', type: 'kubernetes.io/tls' },
    )
    await holds('encoded-tls', { 'tls.crt': cert, 'tls.key': key })
  })

  it('syncs at once when it is forced', async () => {
    start({ pollMs: 3_600_000 })
    await secrets.setSecret('forced', 'one')
    await createClass('forced', [{ objectName: 'forced' }])
    await createSync('forced', { value: 'forced' })
    await holds('forced', { value: 'one' })
    await secrets.setSecret('forced', 'two')
    const sync = await readSync('forced')
    await objects.replaceNamespacedCustomObject({
      ...SECRET_SYNCS,
      namespace,
      name: 'forced',
      body: { ...sync, spec: { ...sync.spec, forceSynchronization: String(Date.now()) } },
    })
    await holds('forced', { value: 'two' })
    await becomes('forced', 'Create=True CreateSucceeded', 'Update=True UpdateValueChangeOrForceUpdateSucceeded')
  })
})

describe('trouble', () => {
  it('refuses a name that a foreign Secret has, and takes it once it is free', async () => {
    start()
    await secrets.setSecret('clash', 'from the vault')
    await core.createNamespacedSecret({
      namespace,
      body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'clash' }, stringData: { value: 'by hand' } },
    })
    await createClass('clash', [{ objectName: 'clash' }])
    await createSync('clash', { value: 'clash' })
    await becomes('clash', 'Create=False InvalidClusterSecretLabelError')
    expect(await values('clash')).toEqual({ value: 'by hand' })
    await core.deleteNamespacedSecret({ namespace, name: 'clash' })
    await holds('clash', { value: 'from the vault' })
  })

  it('says when the provider class is missing, broken, empty or lacks the object', async () => {
    start()
    await secrets.setSecret('there', 'value')
    await createSync('classless', { value: 'there' })
    await becomes('classless', 'Create=False ControllerSpcError')
    await createClass('classless', [{ objectName: 'other' }])
    await becomes('classless', 'Create=False UserInputValidationFailed')

    const setObjects = (text: string) =>
      objects.getNamespacedCustomObject({ ...PROVIDER_CLASSES, namespace, name: 'classless' }).then((found) =>
        objects.replaceNamespacedCustomObject({
          ...PROVIDER_CLASSES,
          namespace,
          name: 'classless',
          body: { ...found, spec: { provider: 'azure', parameters: { ...classParameters([]), objects: text } } },
        }),
      )
    for (const broken of ['array:\n', 'array: [', 'array:\n  - "["\n']) {
      await setObjects(broken)
      await expect.poll(() => messageOf('classless', 'Create'), WAIT).toMatch(/objects/)
      await becomes('classless', 'Create=False ControllerSpcError')
    }
    await setObjects(classParameters([{ objectName: 'there' }]).objects)
    await holds('classless', { value: 'value' })
  })

  it('says when the service account is missing', async () => {
    start()
    await secrets.setSecret('accountless', 'value')
    await createClass('accountless', [{ objectName: 'accountless' }])
    await createSync('accountless', { value: 'accountless' }, { account: 'nobody' })
    await becomes('accountless', 'Create=False ControllerSyncFailed')
    expect(await messageOf('accountless', 'Create')).toContain('"nobody"')
  })

  it('half-synced: syncs the items it can read and says which it cannot', async () => {
    start()
    await secrets.setSecret('half-cert', 'cert one')
    await secrets.setSecret('half-key', 'key one')
    await createClass('half', [{ objectName: 'half-cert' }, { objectName: 'half-key' }])
    await createSync('half', { 'client_cert.pem': 'half-cert', 'client_key.pem': 'half-key' })
    await holds('half', { 'client_cert.pem': 'cert one', 'client_key.pem': 'key one' })

    await setFaults(vault, [{ match: { verb: 'get', namePrefix: 'half-key' }, fault: { answer: 403 } }])
    await secrets.setSecret('half-cert', 'cert two')
    await secrets.setSecret('half-key', 'key two')
    await holds('half', { 'client_cert.pem': 'cert two', 'client_key.pem': 'key one' })
    await becomes('half', 'Create=True CreateSucceeded', 'Update=False PartialSync')
    expect(JSON.parse(await messageOf('half', 'Update'))).toMatchObject([
      { targetKey: 'client_cert.pem', status: 'Succeeded' },
      { targetKey: 'client_key.pem', status: 'Failed', error: expect.stringContaining('RESPONSE 403') },
    ])

    await setFaults(vault, [])
    await holds('half', { 'client_cert.pem': 'cert two', 'client_key.pem': 'key two' })
    await becomes('half', 'Create=True CreateSucceeded', 'Update=True UpdateNoValueChangeSucceeded')
  })

  it('keeps the Secret while the vault is away, and goes on when it is back', async () => {
    start()
    await secrets.setSecret('outage', 'one')
    await createClass('outage', [{ objectName: 'outage' }])
    await createSync('outage', { value: 'outage' })
    await holds('outage', { value: 'one' })
    await vault.stop()
    await becomes('outage', 'Create=True CreateSucceeded', 'Update=False ProviderError')
    expect(await values('outage')).toEqual({ value: 'one' })
    vault = await startVault({ dir: join(dir, 'vault'), tls })
    await secrets.setSecret('outage', 'two')
    await holds('outage', { value: 'two' })
    await becomes('outage', 'Create=True CreateSucceeded', 'Update=True UpdateNoValueChangeSucceeded')
  })

  it('goes on after the API server was away', async () => {
    start()
    await secrets.setSecret('restarted', 'one')
    await createClass('restarted', [{ objectName: 'restarted' }])
    await createSync('restarted', { value: 'restarted' })
    await holds('restarted', { value: 'one' })
    await cluster.stop()
    await secrets.setSecret('restarted', 'two')
    cluster = await startCluster({ directory: dir, port: 0, reset: false })
    await holds('restarted', { value: 'two' })
    await createSync('restarted-new', { value: 'restarted' }, { providerClass: 'restarted' })
    await holds('restarted-new', { value: 'two' })
  })

  it('shows no value in its status', async () => {
    const everything = JSON.stringify(await objects.listNamespacedCustomObject({ ...SECRET_SYNCS, namespace }))
    for (const value of ['from the vault', 'key one', 'key two', 'cert two']) expect(everything).not.toContain(value)
  })
})

describe('the upstream vocabulary', () => {
  it('uses its own words and syncs all items or none', async () => {
    start({ vocabulary: 'upstream' })
    await secrets.setSecret('up', 'one')
    await secrets.setSecret('up-other', 'one')
    await createClass('up', [{ objectName: 'up' }, { objectName: 'up-other' }])
    await createSync('up', { value: 'up' })
    await holds('up', { value: 'one' })
    await becomes('up', 'SecretCreated=True CreateSuccessful', 'SecretUpdated=True SecretUpToDate')

    await setFaults(vault, [{ match: { verb: 'get', namePrefix: 'up-other' }, fault: { answer: 503 } }])
    await secrets.setSecret('up', 'two')
    await becomes('up', 'SecretCreated=True CreateSuccessful', 'SecretUpdated=False ProviderError')
    expect(await values('up')).toEqual({ value: 'one' })
    await setFaults(vault, [])
    await holds('up', { value: 'two' })
    await createSync('up-lost', { value: 'up' }, { providerClass: 'no-such-class' })
    await becomes(
      'up-lost',
      'SecretCreated=False SecretProviderClassMisconfigured',
      'SecretUpdated=Unknown NoUpdatesAttemptedYet',
    )
  })
})
