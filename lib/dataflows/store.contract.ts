import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Failure, Result } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { dataflowsOf, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { modeInput, type ModeInput } from './inputs'
import { readDataflow, setDataflowMode } from './store.server'

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
afterAll(() => cluster.stop())
afterEach(() => cluster.faults([]))

type Seen = { name: string; uid: string; resourceVersion: string }
type Dataflow = KubernetesObject & { spec: { mode?: string; operations: unknown[]; profileRef?: string } }

const spec = {
  profileRef: 'default',
  operations: [
    { operationType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: ['a/#'] } },
    { operationType: 'Destination', destinationSettings: { endpointRef: 'default', dataDestination: 'b' } },
  ],
}
const seen = ({ metadata }: KubernetesObject): Seen => ({
  name: metadata.name,
  uid: metadata.uid ?? '',
  resourceVersion: metadata.resourceVersion ?? '',
})
const create = async (name: string, more: object = {}): Promise<Seen> => {
  const body = {
    apiVersion: `${kind.group}/${kind.version}`,
    kind: 'Dataflow',
    metadata: { name, namespace: kind.namespace },
    spec: { ...spec, ...more },
  }
  return seen((await api.createNamespacedCustomObject({ ...kind, body })) as KubernetesObject)
}
const read = async (name: string) => (await api.getNamespacedCustomObject({ ...kind, name })) as Dataflow
const patch = (name: string, body: object) =>
  api.patchNamespacedCustomObject({ ...kind, name, body }, setHeaderOptions('Content-Type', PatchStrategy.MergePatch))
const remove = (name: string) => api.deleteNamespacedCustomObject({ ...kind, name })

const viewer = { mode: 'local' as const, name: 'operator' }
const set = (dataflow: Seen, mode: ModeInput['mode']) => {
  const noted: unknown[] = []
  const answer = setDataflowMode({
    input: modeInput.parse({ instance: cluster.instance.id, ...dataflow, mode }),
    viewer,
    operationId: 'op',
    note: (facts) => noted.push(facts),
  })
  return answer.then((result) => {
    const before = mode === 'Disabled' ? 'Enabled' : 'Disabled'
    const changed = { changes: [{ field: 'mode', label: 'Mode', before, after: mode }] }
    const expected = result.ok ? [result.value.changed ? changed : { deed: 'keep-dataflow' }] : []
    expect(noted).toEqual([{ deed: mode === 'Disabled' ? 'pause' : 'resume' }, ...expected])
    return result
  })
}
const failureOf = (result: Result<unknown>): Failure => {
  if (result.ok) expect.fail('expected a failure')
  return result.failure
}

describe('setDataflowMode', () => {
  test('pauses and resumes, and changes nothing else', async () => {
    const dataflow = await create('paused', { requestDiskPersistence: 'Enabled' })
    const paused = valueOf(await set(dataflow, 'Disabled'))
    expect(paused).toMatchObject({ name: 'paused', mode: 'Disabled', changed: true })
    const after = await read('paused')
    expect(after.spec).toEqual({ ...spec, requestDiskPersistence: 'Enabled', mode: 'Disabled' })
    expect(after.metadata.managedFields?.map(({ manager }) => manager)).toContain('sluice')
    const resumed = valueOf(await set({ ...dataflow, resourceVersion: paused.resourceVersion }, 'Enabled'))
    expect(resumed).toMatchObject({ mode: 'Enabled', changed: true })
    expect((await read('paused')).spec.mode).toBe('Enabled')
  })

  test('concurrent-different-fields: what somebody else changed stays, reports of its state included', async () => {
    const dataflow = await create('changed-meanwhile')
    await patch('changed-meanwhile', { spec: { profileRef: 'archive' }, metadata: { labels: { line: '4' } } })
    expect(valueOf(await set(dataflow, 'Disabled'))).toMatchObject({ changed: true })
    expect(await read('changed-meanwhile')).toMatchObject({
      spec: { profileRef: 'archive', mode: 'Disabled' },
      metadata: { labels: { line: '4' } },
    })
  })

  test('somebody else was quicker: says so, and writes nothing', async () => {
    const dataflow = await create('quicker')
    await patch('quicker', { spec: { mode: 'Disabled' } })
    const { resourceVersion } = seen(await read('quicker'))
    expect(valueOf(await set(dataflow, 'Disabled'))).toMatchObject({ mode: 'Disabled', changed: false })
    // The same, seen in time.
    expect(valueOf(await set({ ...dataflow, resourceVersion }, 'Disabled'))).toMatchObject({ changed: false })
    expect(seen(await read('quicker')).resourceVersion).toBe(resourceVersion)
  })

  test('deleted-under-edit: says so, and leaves a twin alone', async () => {
    const dataflow = await create('goes-away')
    await remove('goes-away')
    expect(failureOf(await set(dataflow, 'Disabled'))).toMatchObject({ code: 'not-found' })
    await create('goes-away')
    expect(failureOf(await set(dataflow, 'Disabled'))).toMatchObject({ code: 'conflict' })
    expect((await read('goes-away')).spec.mode).toBeUndefined()
  })

  test('takes a write for done when it stands, though its answer was lost', async () => {
    const dataflow = await create('lost-answer')
    await cluster.faults([{ match: { verb: 'patch', resource: 'dataflows' }, fault: { drop: 'after' } }])
    expect(valueOf(await set(dataflow, 'Disabled'))).toMatchObject({ mode: 'Disabled', changed: true })
    expect((await read('lost-answer')).spec.mode).toBe('Disabled')
  })

  test.each([
    [403, 'forbidden'],
    [500, 'unavailable'],
  ])('an API server that answers %d: says why nothing was written, and what to do', async (answer, code) => {
    const dataflow = await create(`refused-${answer}`)
    await cluster.faults([{ match: { verb: 'patch', resource: 'dataflows' }, fault: { answer } }])
    expect(failureOf(await set(dataflow, 'Disabled'))).toMatchObject({ code, next: expect.stringMatching(/\w/) })
    expect((await read(`refused-${answer}`)).spec.mode).toBeUndefined()
  })

  test('a dataflow that never holds still is told, not fought over for ever', async () => {
    const dataflow = await create('restless')
    await cluster.faults([{ match: { verb: 'patch', resource: 'dataflows' }, fault: { answer: 409 } }])
    expect(failureOf(await set(dataflow, 'Disabled'))).toMatchObject({ code: 'conflict' })
  })

  test.each([
    { mode: 'Paused' },
    { mode: 'Disabled', spec: { operations: [] } },
    { mode: 'Disabled', resourceVersion: '' },
  ])('strict-body: refuses %j', (more) => {
    const input = { instance: 'plant', name: 'x', uid: 'u', resourceVersion: '1', ...more }
    expect(modeInput.safeParse(input).success).toBe(false)
  })
})

describe('readDataflow', () => {
  test('hands out the dataflow as it is, manager names, never field lists', async () => {
    await create('detail')
    const input = { instance: cluster.instance.id, name: 'detail' }
    const { resource, managers } = valueOf(await readDataflow({ input, viewer }))
    expect(resource).toMatchObject({ kind: 'Dataflow', metadata: { name: 'detail' }, spec })
    expect(resource.metadata).not.toHaveProperty('managedFields')
    expect(managers.length).toBeGreaterThan(0)
    expect(failureOf(await readDataflow({ input: { ...input, name: 'no-such' }, viewer }))).toMatchObject({
      code: 'not-found',
      message: 'There is no dataflow “no-such” in this instance.',
    })
  })

  test('name-dots: a name that is none is refused', async () => {
    const input = { instance: cluster.instance.id, name: '..' }
    expect(failureOf(await readDataflow({ input, viewer }))).toMatchObject({ code: 'invalid' })
  })
})
