import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { dataflowsOf, soon, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { startLive, stopLive } from '@/lib/live/hub.server'
import { readTimeline, timelinesOf } from './timelines.server'

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
beforeEach(() => void valueOf(startLive(timelinesOf)))
afterEach(() => stopLive())

const mergePatch = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
const patch = (name: string, body: object) => api.patchNamespacedCustomObject({ ...kind, name, body }, mergePatch)
const report = (name: string, health: object) =>
  api.patchNamespacedCustomObjectStatus({ ...kind, name, body: { status: { healthState: health } } }, mergePatch)
const create = (name: string) =>
  api.createNamespacedCustomObject({
    ...kind,
    body: {
      apiVersion: `${kind.group}/${kind.version}`,
      kind: 'Dataflow',
      metadata: { name, namespace: kind.namespace },
      spec: {
        profileRef: 'default',
        operations: [
          { operationType: 'Source', sourceSettings: { endpointRef: 'partner-hq', dataSources: ['a/#'] } },
          { operationType: 'Destination', destinationSettings: { endpointRef: 'default', dataDestination: 'b' } },
        ],
      },
    },
  })
const read = async (name: string) => valueOf(await readTimeline({ input: { instance: cluster.instance.id, name } }))
/** What is told of its state: the plant has events of its own about the pods. */
const changes = async (name: string) => (await read(name)).entries.filter(({ witness }) => witness !== 'event')
const ago = (ms: number) => new Date(Math.floor((Date.now() - ms) / 1_000) * 1_000)

test('notes what becomes of a bridge, tells it again after a restart, and from when on it watched', async () => {
  const startedAt = Date.now()
  await create('noted')
  await soon(async () => expect((await changes('noted')).map(({ state }) => state)).toEqual(['waiting', 'waiting']))

  const failedAt = ago(90_000)
  const failure = {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttSourceConnectionFailed',
    message: 'connection refused',
    lastTransitionTime: failedAt.toISOString(),
    lastUpdateTime: new Date(Date.now() + 2_000).toISOString(),
  }
  await report('noted', failure)
  await soon(async () =>
    expect((await read('noted')).entries).toContainEqual({
      at: expect.any(Number),
      side: 'source',
      state: 'disconnected',
      reason: expect.objectContaining({ code: failure.reasonCode, message: failure.message }),
      witness: expect.any(String),
    }),
  )
  await patch('noted', { spec: { mode: 'Disabled' } })
  await soon(async () => expect((await changes('noted'))[0]?.state).toBe('paused'))
  const { watchedSince, shortened, entries } = await read('noted')
  expect({ early: watchedSince <= startedAt, shortened }).toEqual({ early: true, shortened: false })
  expect(entries.filter(({ side }) => side === 'destination').map(({ state }) => state)).toEqual([
    'paused',
    'affected',
    'waiting',
  ])

  await patch('noted', { spec: { mode: 'Enabled' } })
  const message = 'The dataflow was told to run again.'
  const about = { kind: 'Dataflow', name: 'noted', namespace: kind.namespace }
  valueOf(
    await clusterClient(cluster.instance).create('events', {
      metadata: { name: 'noted.1' },
      involvedObject: about,
      reason: 'Resumed',
      message,
      type: 'Normal',
      lastTimestamp: ago(0).toISOString(),
    }),
  )
  await soon(async () =>
    expect((await read('noted')).entries).toContainEqual(
      expect.objectContaining({ witness: 'event', reason: { code: 'Resumed', text: message } }),
    ),
  )

  await stopLive()
  const restartedAt = Date.now()
  valueOf(startLive(timelinesOf))
  await soon(async () => {
    const after = await read('noted')
    expect(after.watchedSince).toBeGreaterThanOrEqual(restartedAt)
    expect(after.entries).toContainEqual(
      expect.objectContaining({ witness: 'event', reason: { code: 'Resumed', text: message } }),
    )
    expect((await changes('noted')).map(({ side, witness }) => [side, witness])).toEqual([
      ['destination', 'report'],
      ['source', 'report'],
    ])
  })
})

test('a deleted dataflow is still told of, one that never was is not', async () => {
  await create('deleted')
  await soon(async () => expect(await changes('deleted')).toHaveLength(2))
  await api.deleteNamespacedCustomObject({ ...kind, name: 'deleted' })
  await create('after-that')
  await soon(async () => expect(await changes('after-that')).toHaveLength(2))
  expect(await changes('deleted')).toHaveLength(2)
  const input = { instance: cluster.instance.id, name: 'no-such' }
  expect(await readTimeline({ input })).toMatchObject({ ok: false, failure: { code: 'not-found' } })
})

test('what has not been read yet is not said to be absent', async () => {
  await stopLive()
  await cluster.faults([{ match: { verb: 'list', resource: 'dataflows' }, fault: { answer: 500 } }])
  const input = { instance: cluster.instance.id, name: 'noted' }
  expect(await readTimeline({ input })).toMatchObject({ ok: false, failure: { code: 'unavailable' } })
  await cluster.faults([])
})
