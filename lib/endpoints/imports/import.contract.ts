import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CustomObjectsApi, KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/e2e/start-sandbox'
import type { Result } from '@/lib/core/result'
import { listInstances } from '@/lib/kubernetes/config.server'
import { trialAnnotation } from '@/lib/kubernetes/tool-annotations'
import { stopLive } from '@/lib/live/hub.server'
import type { EndpointResource } from '../resource-types'
import { importEndpoint, importOverEndpoint, reviewImport } from './import.server'

/** What an import writes, against a real wire and read by the Kubernetes client. */

const dir = mkdtempSync(join(tmpdir(), 'sluice-import-'))
const namespace = 'azure-iot-operations'
const kind = { group: 'connectivity.iotoperations.azure.com', version: 'v1', namespace, plural: 'dataflowendpoints' }

let sandbox: Sandbox
let api: CustomObjectsApi
let instance: string

beforeAll(async () => {
  sandbox = await startSandbox({ dir, drills: true })
  process.env.KUBECONFIG = sandbox.kubeconfig
  const config = new KubeConfig()
  config.loadFromFile(sandbox.kubeconfig)
  api = config.makeApiClient(CustomObjectsApi)
  instance = value(listInstances())[0]?.id ?? ''
})

afterAll(async () => {
  await stopLive()
  await sandbox?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

const failure = (result: Result<unknown>) => {
  if (result.ok) throw new Error('expected a failure')
  return result.failure
}

const call = <T>(input: T) => ({
  input,
  viewer: { mode: 'local' as const, name: 'operator' },
  operationId: 'op',
  note: () => undefined,
})

const read = async (name: string): Promise<EndpointResource> =>
  (await api.getNamespacedCustomObject({ ...kind, name })) as EndpointResource

const patch = (name: string, body: object) =>
  api.patchNamespacedCustomObject({ ...kind, name, body }, setHeaderOptions('Content-Type', PatchStrategy.MergePatch))

const specOf = (settings: object = {}) => ({
  endpointType: 'Mqtt',
  mqttSettings: { host: 'broker.example.net:8883', authentication: { method: 'Anonymous' }, qos: 0, ...settings },
})

const imported = (name: string, settings?: object) => ({ instance, name, spec: specOf(settings) })

describe('reviewImport', () => {
  it('tells what would be created, and creates nothing', async () => {
    const review = value(await reviewImport(call(imported('import-review'))))
    expect(review).toMatchObject({ kind: 'create', before: '' })
    await expect(read('import-review')).rejects.toMatchObject({ code: 404 })
  })

  it('passes on what the API server does not know, and what a form refuses', async () => {
    expect(failure(await reviewImport(call(imported('import-odd', { noSuchField: 1 })))).message).toMatch(
      /noSuchField|field/,
    )
    expect(failure(await reviewImport(call(imported('import-odd', { host: 'no-port' })))).message).toMatch(/^Host: /)
  })
})

describe('importEndpoint', () => {
  it('writes what was imported, without what tools keep for themselves', async () => {
    const annotations = { note: 'kept', [trialAnnotation]: '{"id":"forged"}' }
    value(await importEndpoint(call({ ...imported('import-new'), labels: { line: '4' }, annotations })))
    const { metadata, spec } = await read('import-new')
    expect(spec).toEqual(specOf())
    expect(metadata.labels).toEqual({ line: '4' })
    expect(metadata.annotations).toEqual({ note: 'kept' })
  })

  it('does not overwrite what is there', async () => {
    value(await importEndpoint(call(imported('import-there'))))
    expect(failure(await importEndpoint(call(imported('import-there', { qos: 1 })))).code).toBe('exists')
    expect(await read('import-there')).toMatchObject({ spec: { mqttSettings: { qos: 0 } } })
  })
})

describe('importOverEndpoint', () => {
  it('unknown-fields-survive: changes what is imported and keeps what only the cluster has', async () => {
    value(await importEndpoint(call(imported('import-over', { clientIdPrefix: 'old-' }))))
    await patch('import-over', { metadata: { annotations: { owner: 'night-shift' } } })
    const { uid = '' } = (await read('import-over')).metadata
    const wanted = imported('import-over', { host: 'other.example.net:8883' })
    const review = value(await reviewImport(call({ ...wanted, uid })))
    if (review.kind !== 'update') throw new Error(`expected an update, not ${review.kind}`)
    expect(review.changes.map(({ label }) => label)).toEqual(['Host', 'Client ID prefix'])
    const { resourceVersion } = review
    expect(value(await importOverEndpoint(call({ ...wanted, uid, resourceVersion }))).changed).toBe(true)
    const after = await read('import-over')
    expect(after.spec).toEqual(specOf({ host: 'other.example.net:8883' }))
    expect(after.metadata.annotations).toEqual({ owner: 'night-shift' })
    expect(value(await reviewImport(call({ ...wanted, uid })))).toEqual({ kind: 'same' })
  })

  it('writes nothing over what changed since the review, or is another object', async () => {
    value(await importEndpoint(call(imported('import-moved'))))
    const { uid = '', resourceVersion = '' } = (await read('import-moved')).metadata
    await patch('import-moved', { spec: { mqttSettings: { keepAliveSeconds: 9 } } })
    const wanted = { ...imported('import-moved', { qos: 1 }), uid, resourceVersion }
    expect(failure(await importOverEndpoint(call(wanted)))).toMatchObject({ code: 'conflict' })
    expect(failure(await importOverEndpoint(call({ ...wanted, uid: 'another' })))).toMatchObject({ code: 'conflict' })
    expect(await read('import-moved')).toMatchObject({ spec: { mqttSettings: { qos: 0, keepAliveSeconds: 9 } } })
  })

  it('does not make another type of an endpoint', async () => {
    value(await importEndpoint(call(imported('import-type'))))
    const { uid = '' } = (await read('import-type')).metadata
    const spec = { endpointType: 'LocalStorage', localStorageSettings: { persistentVolumeClaimRef: 'pvc' } }
    const refused = await reviewImport(call({ instance, name: 'import-type', spec, uid }))
    expect(failure(refused).message).toMatch(/which cannot be changed/)
  })
})
