import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CustomObjectsApi, KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/e2e/start-sandbox'
import type { Result } from '@/lib/core/result'
import { listInstances } from '@/lib/kubernetes/config.server'
import { stopLive } from '@/lib/live/hub.server'
import { defaultEndpoint } from './default-endpoint'
import { readEndpoint } from './detail.server'
import type { ConflictFailure } from './editing'
import { completeValues, valuesOf } from './form-values'
import {
  createInput,
  deleteInput,
  previewInput,
  restoreInput,
  updateInput,
  type DeleteInput,
  type PreviewInput,
} from './inputs'
import { previewEndpoint } from './preview.server'
import { deleteEndpoint, recreateDefaultEndpoint, restoreEndpoint } from './removal.server'
import type { EndpointResource, EndpointValues } from './resource-types'
import { readServed } from './served.server'
import { createEndpoint, updateEndpoint } from './store.server'
import { mergePatched, readAt, type Tree } from '@/lib/core/tree'
import { endpointTypeById, endpointTypes } from './types'

/** The store against a real wire. What stands in the cluster is read by the Kubernetes client, not by the portal's own code. */

const dir = mkdtempSync(join(tmpdir(), 'sluice-store-'))
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
  if (!result.ok)
    throw new Error(`${result.failure.code}: ${result.failure.message} ${JSON.stringify(result.failure.issues)}`)
  return result.value
}

const failure = (result: Result<unknown>) => {
  if (result.ok) throw new Error('expected a failure')
  return result.failure
}

const viewer = { mode: 'local' as const, name: 'operator' }

const call = <T>(input: T) => ({
  input,
  viewer,
  operationId: 'op',
  note: () => undefined,
})

const read = async (name: string): Promise<EndpointResource> =>
  (await api.getNamespacedCustomObject({ ...kind, name })) as EndpointResource

const patch = (name: string, body: Tree) =>
  api.patchNamespacedCustomObject({ ...kind, name, body }, setHeaderOptions('Content-Type', PatchStrategy.MergePatch))

const custom = endpointTypeById('custom-mqtt')

const create = (name: string, values: EndpointValues = {}, type = custom) =>
  createEndpoint(
    call(
      createInput.parse({
        instance,
        type: type.id,
        name,
        values: completeValues(type, { ...type.example.values, ...values }),
      }),
    ),
  )

const opened = async (name: string) => {
  const { resource } = value(await readEndpoint({ input: { instance, name }, viewer }))
  return { uid: resource.metadata.uid ?? '', base: valuesOf(custom, resource.spec), resource }
}

const update = (name: string, { uid, base }: { uid: string; base: EndpointValues }, changes: EndpointValues) =>
  updateEndpoint(
    call(updateInput.parse({ instance, type: custom.id, name, uid, base, values: { ...base, ...changes } })),
  )

describe.each(
  endpointTypes.flatMap((type) => type.methods.map((method) => [type.label, method.label, type, method] as const)),
)('%s with %s', (_, __, type, method) => {
  it('stands in the cluster as the form says', async () => {
    const name = `${type.id}-${method.value.toLowerCase()}`
    const given: EndpointValues = {
      method: method.value,
      audience: 'aio-internal',
      secretName: 'partner-x509',
      loginSecret: 'partner-login',
      saslType: 'Plain',
      tokenSecret: 'partner-token',
      clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      tenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      identityAudience: 'https://broker.example.net',
      scope: 'api://broker/.default',
      clientIdPrefix: 'line-',
      qos: '0',
      retain: 'Never',
      sessionExpiry: '0',
      maxInflight: '20',
      keepAlive: '0',
      cloudEvents: 'CreateOrRemap',
    }
    value(await create(name, given, type))
    const { spec } = await read(name)
    const shown = valuesOf(type, spec)
    const settings = spec[type.settings]
    if (type.endpointType === 'Mqtt') {
      expect(settings).toMatchObject({
        qos: 0,
        sessionExpirySeconds: 0,
        maxInflightMessages: 20,
        keepAliveSeconds: 0,
      })
      expect(shown).toMatchObject({ cloudEvents: 'CreateOrRemap', tlsMode: '', protocol: '' })
    }
    expect(shown.method).toBe(method.value)
    expect(Object.keys(readAt(settings, ['authentication']) as Tree).sort()).toEqual(
      [...(method.block ? [method.block] : []), 'method'].sort(),
    )
    expect(spec.hostType).toBe(type.hostType)
  })
})

it('takes a type without authentication, and has everything that the tables hold', async () => {
  const storage = endpointTypeById('local-storage')
  value(await create('local-storage', {}, storage))
  expect((await read('local-storage')).spec).toEqual({
    endpointType: 'LocalStorage',
    localStorageSettings: { persistentVolumeClaimRef: 'edge-archive' },
  })
  expect(value(await readServed({ input: { instance }, viewer }))).toEqual({
    state: 'known',
    hostType: true,
    settings: {},
    lacks: {},
  })
})

describe('createEndpoint', () => {
  it('says beside the name that it is taken', async () => {
    value(await create('taken-name'))
    expect(failure(await create('taken-name'))).toMatchObject({ code: 'exists', issues: [{ path: 'name' }] })
  })

  it('refuses what the form would refuse, and sends nothing', async () => {
    const refused = failure(await create('never-made', { host: 'mqtts://x:1', method: 'Sasl' }))
    expect(refused).toMatchObject({ code: 'invalid' })
    expect(refused.issues?.map(({ path }) => path).sort()).toEqual(['host', 'method'])
  })
})

describe('updateEndpoint', () => {
  it('unknown-fields-survive: writes what changed and keeps everything else', async () => {
    value(await create('keeps-all', { qos: '0' }))
    await patch('keeps-all', { metadata: { annotations: { 'plant.example/owner': 'line 4' } } })
    const before = await opened('keeps-all')
    const answer = value(await update('keeps-all', before, { keepAlive: '45' }))
    expect(answer).toMatchObject({ changed: true, merged: [] })
    const after = await read('keeps-all')
    expect(after.spec).toEqual(mergePatched(before.resource.spec, { mqttSettings: { keepAliveSeconds: 45 } }))
    expect(after.metadata.annotations).toMatchObject({ 'plant.example/owner': 'line 4' })
    expect(after.metadata.managedFields?.map(({ manager }) => manager)).toContain('sluice')
  })

  it('sends nothing when nothing changed', async () => {
    value(await create('untouched'))
    const before = await opened('untouched')
    expect(value(await update('untouched', before, {}))).toMatchObject({ changed: false })
    expect((await read('untouched')).metadata.resourceVersion).toBe(before.resource.metadata.resourceVersion)
  })

  it('concurrent-different-fields: both changes survive', async () => {
    value(await create('two-editors'))
    const before = await opened('two-editors')
    await patch('two-editors', { spec: { mqttSettings: { qos: 0 } } })
    expect(value(await update('two-editors', before, { keepAlive: '45' }))).toMatchObject({ merged: ['qos'] })
    expect((await read('two-editors')).spec).toMatchObject({ mqttSettings: { qos: 0, keepAliveSeconds: 45 } })
  })

  it('stale-edit: overlapping changes are answered as three values, and nothing is written', async () => {
    value(await create('same-field'))
    const before = await opened('same-field')
    await patch('same-field', { spec: { mqttSettings: { keepAliveSeconds: 20 } } })
    const refused = failure(await update('same-field', before, { keepAlive: '45' })) as ConflictFailure
    expect(refused).toMatchObject({
      code: 'conflict',
      conflicts: [{ field: 'keepAlive', original: '', mine: '45', theirs: '20' }],
      theirs: { keepAlive: '20' },
    })
    expect((await read('same-field')).spec).toMatchObject({ mqttSettings: { keepAliveSeconds: 20 } })
    const chosen = { uid: before.uid, base: refused.theirs }
    expect(value(await update('same-field', chosen, { keepAlive: '45' }))).toMatchObject({ changed: true })
    expect((await read('same-field')).spec).toMatchObject({ mqttSettings: { keepAliveSeconds: 45 } })
  })

  it('deleted-under-edit: says so, and tells a twin from the original', async () => {
    value(await create('goes-away'))
    const before = await opened('goes-away')
    await api.deleteNamespacedCustomObject({ ...kind, name: 'goes-away' })
    expect(failure(await update('goes-away', before, { keepAlive: '45' }))).toMatchObject({ code: 'not-found' })
    value(await create('goes-away'))
    const refused = failure(await update('goes-away', before, { keepAlive: '45' }))
    expect(refused).toMatchObject({ code: 'conflict' })
    expect(refused).not.toHaveProperty('conflicts')
  })

  it('removes the old method’s block in the same write', async () => {
    value(await create('moves-on'))
    value(
      await update('moves-on', await opened('moves-on'), { method: 'ServiceAccountToken', audience: 'aio-internal' }),
    )
    expect(readAt((await read('moves-on')).spec, ['mqttSettings', 'authentication'])).toEqual({
      method: 'ServiceAccountToken',
      serviceAccountTokenSettings: { audience: 'aio-internal' },
    })
  })
})

describe('a cluster that misbehaves', () => {
  it('takes a write for done when it stands, though its answer was lost', async () => {
    expect(value(await create('drop-apply-1'))).toMatchObject({ name: 'drop-apply-1', changed: true })
    const before = await opened('drop-apply-1')
    expect(value(await update('drop-apply-1', before, { keepAlive: '45' }))).toMatchObject({ changed: true })
    expect((await read('drop-apply-1')).spec).toMatchObject({ mqttSettings: { keepAliveSeconds: 45 } })
  })

  it.each([
    ['garbage-apply', 'garbled'],
    ['forbid-apply', 'forbidden'],
    ['busy-apply', 'unavailable'],
    ['fail-apply', 'unavailable'],
  ])('%s: says why nothing was written, and what to do', async (name, code) => {
    const refused = failure(await create(`${name}-1`))
    expect(refused.code).toBe(code)
    expect(refused.next).toBeTruthy()
    await expect(read(`${name}-1`)).rejects.toThrow()
  })

  it('hands on what a webhook says', async () => {
    const refused = failure(await create('deny-apply-1'))
    expect(`${refused.message} ${JSON.stringify(refused)}`).toContain('the plant says no')
  })
})

describe('previewEndpoint', () => {
  const preview = (input: PreviewInput) => previewEndpoint(call(previewInput.parse(input)))

  it('shows a new endpoint as the server would keep it, and changes nothing', async () => {
    const values = completeValues(custom, custom.example.values)
    const shown = value(await preview({ intent: 'create', instance, type: custom.id, name: 'only-shown', values }))
    expect(shown.before).toBe('')
    expect(shown.after).toContain('host: broker.partner.example.net:8883')
    await expect(read('only-shown')).rejects.toThrow()
  })

  it('shows a change as before and after', async () => {
    value(await create('shown-change'))
    const { uid, base } = await opened('shown-change')
    const input = { intent: 'update', instance, type: custom.id, name: 'shown-change', uid, base } as const
    const { before, after } = value(await preview({ ...input, values: { ...base, keepAlive: '45' } }))
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line))
    expect(added).toEqual(['    keepAliveSeconds: 45'])
    const same = value(await preview({ ...input, values: base }))
    expect(same.after).toBe(same.before)
    expect(readAt((await read('shown-change')).spec, ['mqttSettings', 'keepAliveSeconds'])).toBeUndefined()
  })
})

describe('deleteEndpoint', () => {
  const remove = (input: Omit<DeleteInput, 'instance'>) =>
    deleteEndpoint(call(deleteInput.parse({ instance, ...input })))

  it('answers enough to put the endpoint back as it was', async () => {
    value(await create('comes-back', { qos: '0' }))
    await patch('comes-back', { metadata: { labels: { line: '4' }, annotations: { note: 'kept' } } })
    const { uid, resource } = await opened('comes-back')
    const removed = value(await remove({ name: 'comes-back', uid }))
    await expect(read('comes-back')).rejects.toThrow()
    value(await restoreEndpoint(call(restoreInput.parse({ instance, removed }))))
    const back = await read('comes-back')
    expect(back.spec).toEqual(resource.spec)
    expect(back.metadata).toMatchObject({ labels: { line: '4' }, annotations: { note: 'kept' } })
    expect(failure(await restoreEndpoint(call(restoreInput.parse({ instance, removed }))))).toMatchObject({
      code: 'exists',
    })
  })

  it('leaves a twin of the same name alone', async () => {
    value(await create('twin'))
    expect(failure(await remove({ name: 'twin', uid: 'another' }))).toMatchObject({ code: 'conflict' })
    expect((await read('twin')).metadata.name).toBe('twin')
  })

  it('guards `default`, and recreates it to the letter', async () => {
    const { uid } = await opened('default')
    expect(failure(await remove({ name: 'default', uid }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'override' }],
    })
    expect(failure(await remove({ name: 'default', uid, override: true }))).toMatchObject({
      issues: [{ path: 'typed' }],
    })
    value(await remove({ name: 'default', uid, override: true, typed: 'default' }))
    value(await recreateDefaultEndpoint(call({ instance })))
    expect((await read('default')).spec).toEqual(defaultEndpoint(namespace).spec)
  })

  it('asks for the name while a dataflow uses the endpoint', async () => {
    const dataflows = { ...kind, plural: 'dataflows' }
    value(await create('in-use'))
    await api.createNamespacedCustomObject({
      ...dataflows,
      body: {
        apiVersion: `${kind.group}/${kind.version}`,
        kind: 'Dataflow',
        metadata: { name: 'uses-it', namespace },
        spec: {
          profileRef: 'default',
          operations: [
            { operationType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: ['a/#'] } },
            { operationType: 'Destination', destinationSettings: { endpointRef: 'in-use', dataDestination: 'b' } },
          ],
        },
      },
    })
    const { uid } = await opened('in-use')
    // The guard reads the watched copy, which hears of the new dataflow a moment later.
    await expect.poll(async () => failure(await remove({ name: 'in-use', uid: 'look-only' })).code).toBe('invalid')
    expect(failure(await remove({ name: 'in-use', uid, typed: 'in-us' }))).toMatchObject({ code: 'invalid' })
    expect(value(await remove({ name: 'in-use', uid, typed: 'in-use' }))).toMatchObject({ name: 'in-use' })
  })
})

describe('readEndpoint', () => {
  it('hands out manager names, never field lists', async () => {
    value(await create('detail'))
    const { resource, managers } = value(await readEndpoint({ input: { instance, name: 'detail' }, viewer }))
    expect(resource.metadata).not.toHaveProperty('managedFields')
    expect(managers).toContain('sluice')
    const absent = failure(await readEndpoint({ input: { instance, name: 'no-such' }, viewer }))
    expect(absent).toMatchObject({ code: 'not-found', message: 'There is no endpoint “no-such” in this instance.' })
  })
})
