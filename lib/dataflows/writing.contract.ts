import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Failure, Result } from '@/lib/core/result'
import { dataflowsOf, endpointBody, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { stopLive } from '@/lib/live/hub.server'
import { type BridgeValues, bridgeValuesOf } from './bridge-values'
import { createInput, deleteInput, previewInput, restoreInput, updateInput } from './inputs'
import { previewDataflow } from './preview.server'
import { deleteDataflow, restoreDataflow } from './removal.server'
import { someBridge as bridge } from './test-bridges'
import { createDataflow, updateDataflow } from './writing.server'

/** Between endpoints that the cluster has. */
const someBridge = { ...bridge, destination: 'partner-hq' }

/** What stands in the cluster is read by the Kubernetes client, not by the portal's own code. */
let cluster: TestCluster
let api: ReturnType<typeof dataflowsOf>['api']
let kind: ReturnType<typeof dataflowsOf>['kind']
beforeAll(async () => {
  cluster = await startTestCluster()
  const dataflows = dataflowsOf(cluster)
  api = dataflows.api
  kind = dataflows.kind
})
afterAll(async () => {
  await stopLive()
  await cluster.stop()
})
afterEach(() => cluster.faults([]))

type Dataflow = {
  metadata: { uid: string; resourceVersion: string; labels?: object; managedFields?: { manager?: string }[] }
  spec: { mode?: string; operations: Record<string, unknown>[]; profileRef?: string }
}

const read = async (name: string) => (await api.getNamespacedCustomObject({ ...kind, name })) as Dataflow
const patch = (name: string, body: object) =>
  api.patchNamespacedCustomObject({ ...kind, name, body }, setHeaderOptions('Content-Type', PatchStrategy.MergePatch))
const remove = (name: string) => api.deleteNamespacedCustomObject({ ...kind, name })
const count = async () => ((await api.listNamespacedCustomObject(kind)) as { items: unknown[] }).items.length

const noted: unknown[] = []
const call = <Input>(input: Input) => ({
  input,
  viewer: { mode: 'local' as const, name: 'operator' },
  operationId: 'op',
  note: (facts: unknown) => void noted.push(facts),
})
afterEach(() => void noted.splice(0))

const instance = () => cluster.instance.id
const create = (name: string, values: Partial<BridgeValues> = {}, like?: object) =>
  createDataflow(
    call(
      createInput.parse({ instance: instance(), name, values: { ...someBridge, ...values }, ...(like && { like }) }),
    ),
  )
const edit = async (name: string, values: Partial<BridgeValues>, seen?: Dataflow) => {
  const { metadata, spec } = seen ?? (await read(name))
  const base = bridgeValuesOf(spec)
  return { instance: instance(), name, uid: metadata.uid, base, values: { ...base, ...values } }
}
const update = async (...change: Parameters<typeof edit>) =>
  updateDataflow(call(updateInput.parse(await edit(...change))))
const previewNew = (name: string, values: Partial<BridgeValues> = {}) =>
  previewDataflow(
    call(previewInput.parse({ intent: 'create', instance: instance(), name, values: { ...someBridge, ...values } })),
  )
const previewEdit = async (...change: Parameters<typeof edit>) =>
  previewDataflow(call(previewInput.parse({ intent: 'update', ...(await edit(...change)) })))
const failureOf = (result: Result<unknown>): Failure => {
  if (result.ok) expect.fail('expected a failure')
  return result.failure
}
const between = { operationType: 'BuiltInTransformation', builtInTransformationSettings: { map: [{ inputs: ['*'] }] } }

describe('createDataflow', () => {
  test('makes what the form holds, as the portal', async () => {
    expect(valueOf(await create('made'))).toMatchObject({ name: 'made', changed: true })
    const { spec, metadata } = await read('made')
    expect(bridgeValuesOf(spec)).toEqual(someBridge)
    expect(metadata.managedFields?.map(({ manager }) => manager)).toContain('sluice')
    expect(noted).toContainEqual({ uid: metadata.uid })
    expect(noted[0]).toMatchObject({
      changes: expect.arrayContaining([{ field: 'source', label: 'Source endpoint', after: 'default' }]),
    })
  })

  test('a name that is taken is the name field’s fault', async () => {
    await create('taken')
    expect(failureOf(await create('taken'))).toMatchObject({ code: 'exists', issues: [{ path: 'name' }] })
  })

  test('takes a write for done when it stands, though its answer was lost', async () => {
    await cluster.faults([{ match: { verb: 'create', resource: 'dataflows' }, fault: { drop: 'after' }, times: 1 }])
    expect(valueOf(await create('lost-answer'))).toMatchObject({ changed: true })
  })

  test('clones what no form shows', async () => {
    await create('original')
    const { spec } = await read('original')
    const [source, destination] = spec.operations
    const like = { ...spec, requestDiskPersistence: 'Enabled', operations: [source, between, destination] }
    valueOf(await create('clone', { target: 'copy', profile: 'archive' }, like))
    const made = await read('clone')
    expect(made.spec).toMatchObject({ profileRef: 'archive', requestDiskPersistence: 'Enabled' })
    expect(made.spec.operations[1]).toEqual(between)
    expect(bridgeValuesOf(made.spec).target).toBe('copy')
  })

  test('strict-body: refuses another shape and a bad name before anything is asked', () => {
    const input = { instance: 'plant', name: 'x-bridge', values: someBridge }
    const issues = (more: object) =>
      createInput.safeParse({ ...input, ...more }).error?.issues.map(({ path }) => path[0])
    expect(issues({})).toBeUndefined()
    expect(issues({ name: 'Up' })).toEqual(['name'])
    expect(issues({ values: { ...someBridge, extra: 'x' } })).toEqual(['values'])
  })

  test.each<[string, Partial<BridgeValues>, string]>([
    ['a filter that is none', { topics: 'a#' }, 'topics'],
    ['an endpoint whose name is a path', { source: '../x' }, 'source'],
    ['an endpoint that is not there', { destination: 'nowhere' }, 'destination'],
    ['two sides of which neither is the local broker', { source: 'event-grid-uplink' }, 'destination'],
    ['what cannot be a source', { source: 'telemetry-lake', destination: 'default' }, 'source'],
    ['storage without a schema', { destination: 'telemetry-lake', format: 'Delta' }, 'schema'],
    ['a profile that is not there', { profile: 'nobody' }, 'profile'],
  ])('refuses what the form would refuse, whoever asks: %s', async (_, values, field) => {
    const before = await count()
    expect(failureOf(await create('never-made', values))).toMatchObject({ code: 'invalid', issues: [{ path: field }] })
    expect(await count()).toBe(before)
  })

  test('knows what was made a moment ago and has not come by the watch', async () => {
    const { group, version } = kind
    const plural = 'dataflowendpoints'
    await create('copy-begun')
    await cluster.drill('stall', `${group}/${plural}`)
    const body = { apiVersion: `${group}/${version}`, kind: 'DataflowEndpoint', ...endpointBody('just-made') }
    await api.createNamespacedCustomObject({ ...kind, plural, body })
    valueOf(await create('to-the-new', { destination: 'just-made' }))
    await cluster.drill('end', `${group}/${plural}`)
  })
})

describe('updateDataflow', () => {
  test('writes what differs and keeps the rest', async () => {
    await create('kept')
    const { spec } = await read('kept')
    const [source, destination] = spec.operations
    await patch('kept', { spec: { operations: [source, between, destination] }, metadata: { labels: { line: '4' } } })
    expect(valueOf(await update('kept', { topics: 'other/#', mode: 'Disabled' }))).toMatchObject({ changed: true })
    const after = await read('kept')
    expect(after.spec.operations).toEqual([
      { operationType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: ['other/#'] } },
      between,
      destination,
    ])
    expect(after.spec.mode).toBe('Disabled')
    expect(after.metadata.labels).toEqual({ line: '4' })
  })

  test('concurrent-different-fields: both changes survive', async () => {
    await create('merged')
    const seen = await read('merged')
    await patch('merged', { spec: { mode: 'Disabled' } })
    expect(valueOf(await update('merged', { target: 'mine' }, seen))).toMatchObject({ merged: ['mode'] })
    expect(bridgeValuesOf((await read('merged')).spec)).toMatchObject({ target: 'mine', mode: 'Disabled' })
  })

  test('stale-edit: names what both changed and writes nothing', async () => {
    await create('stale')
    const seen = await read('stale')
    valueOf(await update('stale', { target: 'theirs' }))
    const { resourceVersion } = (await read('stale')).metadata
    expect(failureOf(await update('stale', { target: 'mine' }, seen))).toMatchObject({
      code: 'conflict',
      conflicts: [{ field: 'target', original: 'site/telemetry', mine: 'mine', theirs: 'theirs' }],
    })
    expect((await read('stale')).metadata.resourceVersion).toBe(resourceVersion)
  })

  test('deleted-under-edit: says so, and leaves a twin alone', async () => {
    await create('twin')
    const seen = await read('twin')
    await remove('twin')
    expect(failureOf(await update('twin', { target: 'b' }, seen))).toMatchObject({ code: 'not-found' })
    await create('twin')
    expect(failureOf(await update('twin', { target: 'b' }, seen))).toMatchObject({ code: 'conflict' })
    expect(bridgeValuesOf((await read('twin')).spec).target).toBe('site/telemetry')
  })

  test('judges what is changed by what the cluster has, and lets stand what stands', async () => {
    await create('judged')
    expect(failureOf(await update('judged', { source: 'event-grid-uplink' }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'destination', message: expect.stringContaining('local broker') }],
    })
    // Made elsewhere, with the local broker on neither side.
    const { spec } = await read('judged')
    const [, destination] = spec.operations
    const sourceSettings = { endpointRef: 'event-grid-uplink', dataSources: ['a'] }
    await patch('judged', { spec: { operations: [{ operationType: 'Source', sourceSettings }, destination] } })
    expect(valueOf(await update('judged', { target: 'b' }))).toMatchObject({ changed: true })
    expect(failureOf(await update('judged', { source: 'event-grid-commands' }))).toMatchObject({ code: 'invalid' })
  })

  test('refuses another profile', async () => {
    await create('fixed')
    expect(failureOf(await update('fixed', { profile: 'archive' }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'profile' }],
    })
  })

  test.each([
    [403, 'forbidden'],
    [500, 'unavailable'],
  ])('an API server that answers %d: says why nothing was written, and what to do', async (answer, code) => {
    await create(`refused-${answer}`)
    await cluster.faults([{ match: { verb: 'patch', resource: 'dataflows' }, fault: { answer } }])
    const failure = failureOf(await update(`refused-${answer}`, { target: 'b' }))
    expect(failure).toMatchObject({ code, next: expect.stringMatching(/\w/) })
  })
})

describe('previewDataflow', () => {
  const lines = (yaml: string) => yaml.split('\n')

  test('shows a new bridge as the API server would keep it, and makes none', async () => {
    const before = await count()
    const { before: nothing, after } = valueOf(await previewNew('only-shown'))
    expect(nothing).toBe('')
    expect(lines(after)).toEqual(expect.arrayContaining(['kind: Dataflow', '        endpointRef: partner-hq']))
    expect(await count()).toBe(before)
    await expect(read('only-shown')).rejects.toThrow()
    expect(noted).toEqual([])
  })

  test('shows of a change what differs, and writes nothing', async () => {
    await create('shown')
    const stands = await read('shown')
    const { before, after } = valueOf(await previewEdit('shown', { target: 'elsewhere' }))
    expect(lines(after).filter((line) => !lines(before).includes(line))).toEqual(['        dataDestination: elsewhere'])
    const same = valueOf(await previewEdit('shown', {}))
    expect(same.after).toBe(same.before)
    expect((await read('shown')).metadata.resourceVersion).toBe(stands.metadata.resourceVersion)
  })

  test('answers a conflict, a rule and what was made anew as the change itself does', async () => {
    await create('answers')
    const seen = await read('answers')
    valueOf(await update('answers', { target: 'theirs' }))
    const expected = failureOf(await update('answers', { target: 'mine' }, seen))
    expect(expected.code).toBe('conflict')
    expect(failureOf(await previewEdit('answers', { target: 'mine' }, seen))).toEqual(expected)
    expect(failureOf(await previewEdit('answers', { source: 'event-grid-uplink' }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'destination' }],
    })
    expect(failureOf(await previewNew('answers-not', { profile: 'nobody' }))).toMatchObject({
      issues: [{ path: 'profile' }],
    })
    await remove('answers')
    expect(failureOf(await previewEdit('answers', { target: 'b' }, seen))).toMatchObject({ code: 'not-found' })
    await create('answers')
    expect(failureOf(await previewEdit('answers', { target: 'b' }, seen))).toMatchObject({ code: 'conflict' })
  })

  test('looks again when a report of its state comes in between', async () => {
    await create('reported')
    await cluster.faults([{ match: { verb: 'patch', resource: 'dataflows' }, fault: { answer: 409 }, times: 1 }])
    expect(valueOf(await previewEdit('reported', { target: 'b' })).after).toContain('dataDestination: b')
  })

  test('a name that is taken is the name field’s fault', async () => {
    await create('taken-too')
    expect(failureOf(await previewNew('taken-too'))).toMatchObject({ code: 'exists', issues: [{ path: 'name' }] })
  })
})

test('what the API server has against a field comes back under the field’s key', async () => {
  await create('strict')
  const wrong = { schema: 'aio-sr://a:1', format: 'Avro' }
  for (const answer of [
    await create('never-strict', wrong),
    await previewNew('never-strict', wrong),
    await update('strict', wrong),
    await previewEdit('strict', wrong),
  ]) {
    expect(failureOf(answer)).toMatchObject({ code: 'invalid', issues: [{ path: 'format' }] })
  }
})

describe('deleteDataflow and restoreDataflow', () => {
  const drop = async (name: string, uid?: string) =>
    deleteDataflow(call(deleteInput.parse({ instance: instance(), name, uid: uid ?? (await read(name)).metadata.uid })))
  const restore = (removed: unknown) => restoreDataflow(call(restoreInput.parse({ instance: instance(), removed })))

  test('what was deleted comes back as it was, labels included', async () => {
    await create('back')
    await patch('back', { metadata: { labels: { line: '4' } }, spec: { requestDiskPersistence: 'Enabled' } })
    const before = await read('back')
    const removed = valueOf(await drop('back'))
    await expect(read('back')).rejects.toThrow()
    valueOf(await restore(removed))
    const after = await read('back')
    expect(after.spec).toEqual(before.spec)
    expect(after.metadata.labels).toEqual({ line: '4' })
    expect(noted).toContainEqual({ object: 'back', deed: 'restore-dataflow' })
  })

  test('only the one that was seen goes', async () => {
    await create('seen')
    const { uid } = (await read('seen')).metadata
    await remove('seen')
    expect(failureOf(await drop('seen', uid))).toMatchObject({ code: 'not-found' })
    await create('seen')
    const before = await count()
    expect(failureOf(await drop('seen', uid))).toMatchObject({ code: 'conflict' })
    expect(await count()).toBe(before)
  })

  test('is done when the object is gone, though the answer was lost', async () => {
    await create('goes')
    await cluster.faults([{ match: { verb: 'delete', resource: 'dataflows' }, fault: { drop: 'after' }, times: 1 }])
    expect(valueOf(await drop('goes'))).toMatchObject({ name: 'goes' })
    await expect(read('goes')).rejects.toThrow()
  })
})
