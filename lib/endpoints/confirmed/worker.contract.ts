import { CustomObjectsApi, KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordOf } from '@/lib/access/trail/trail-reading'
import { newOperationId } from '@/lib/core/operation'
import { clusterClient } from '@/lib/kubernetes/client.server'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { endpointBody, soon, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import { hubOf, startLive, stopLive } from '@/lib/live/hub.server'
import { timelinesOf } from '@/lib/runtime/timelines.server'
import { valuesOf } from '../form-values'
import type { EndpointResource } from '../resource-types'
import { updateEndpoint } from '../store.server'
import { endpointTypeById } from '../types'
import { keepChange, undoChange } from './by-hand.server'
import { lastEndOf, trialOf } from './trial'
import { followTrials, trialsOf } from './worker.server'

/** The worker against a real wire: reports are written by hand, what it decides is read by the Kubernetes client. */

let cluster: TestCluster
let api: CustomObjectsApi
let at: { group: string; version: string; namespace: string }
beforeAll(async () => {
  cluster = await startTestCluster()
  const config = new KubeConfig()
  config.loadFromFile(cluster.sandbox.kubeconfig)
  api = config.makeApiClient(CustomObjectsApi)
  at = { group: 'connectivity.iotoperations.azure.com', version: 'v1', namespace: cluster.instance.namespace }
})
afterAll(() => cluster.stop())
beforeEach(() => void valueOf(startLive(trialsOf)))
afterEach(() => stopLive())

const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
const endpoints = () => ({ ...at, plural: 'dataflowendpoints' })
const dataflows = () => ({ ...at, plural: 'dataflows' })
const read = async (name: string) => (await api.getNamespacedCustomObject({ ...endpoints(), name })) as EndpointResource
const hostOf = async (name: string) => (await read(name)).spec.mqttSettings as { host: string }
const patch = (name: string, body: object) => api.patchNamespacedCustomObject({ ...endpoints(), name, body }, merge)

/** Reports lie ahead of the clock, each newer than the last: the cluster keeps whole seconds, and no test waits for one. */
let ahead = 2
const report = (name: string, status: 'Available' | 'Unavailable' = 'Available') => {
  const time = new Date(Date.now() + (ahead += 2) * 1_000).toISOString()
  const healthState = {
    ...{ status, lastTransitionTime: time, lastUpdateTime: time },
    ...(status === 'Unavailable' && { reasonCode: 'DataflowMqttSourceConnectionFailed' }),
  }
  return api.patchNamespacedCustomObjectStatus({ ...dataflows(), name, body: { status: { healthState } } }, merge)
}

let count = 0
/** An endpoint, and a bridge of the same name that is connected over it. */
const connected = async (): Promise<string> => {
  const name = `tried-${(count += 1)}`
  valueOf(await clusterClient(cluster.instance).create('dataflowendpoints', endpointBody(name, 'good.example:8883')))
  await api.createNamespacedCustomObject({
    ...dataflows(),
    body: {
      ...{ apiVersion: `${at.group}/${at.version}`, kind: 'Dataflow', metadata: { name, namespace: at.namespace } },
      spec: {
        profileRef: 'default',
        operations: [
          { operationType: 'Source', sourceSettings: { endpointRef: name, dataSources: ['a/#'] } },
          { operationType: 'Destination', destinationSettings: { endpointRef: 'default', dataDestination: 'b' } },
        ],
      },
    },
  })
  await report(name)
  await soon(() => expect(bridge(name)?.source.state).toBe('connected'))
  return name
}
const bridge = (name: string) =>
  timelinesOf(cluster.instance)
    .bridges()
    ?.find((one) => one.name === name)

const viewer = { mode: 'local' as const, name: 'Olga Operator' }
const call = <T>(input: T, operationId = newOperationId()) => ({ input, viewer, operationId, note: () => undefined })

/** Applies another host, on trial. The answer's second part names it. */
const apply = async (name: string, withinSeconds: number, host = 'wrong.example:8883') => {
  const type = endpointTypeById('custom-mqtt')
  const { spec, metadata } = await read(name)
  const base = valuesOf(type, spec)
  const given = { ...base, host, identityAudience: 'https://broker.example' }
  const { uid = '' } = metadata
  const asked = { instance: cluster.instance.id, type: type.id, name, uid, base, values: given, withinSeconds }
  const trial = newOperationId()
  return { answer: await updateEndpoint(call(asked, trial)), trial, uid }
}

const ended = async (name: string, how: string) => {
  const object = await soon(async () => {
    const found = await read(name)
    expect(lastEndOf(found)?.how).toBe(how)
    return found
  }, 15_000)
  return { why: lastEndOf(object)?.why, host: (await hostOf(name)).host }
}

const records = async (name: string) => {
  const { objects } = valueOf(await clusterClient(cluster.instance).list('events'))
  return objects.flatMap((event: KubernetesObject) => {
    const record = recordOf(event)
    return record?.object === name ? [record] : []
  })
}

describe('a change on trial', () => {
  test('stands on the endpoint with all that is needed to take it back, in the same write', async () => {
    const name = await connected()
    const { answer, trial } = await apply(name, 600)
    valueOf(answer)
    const object = await read(name)
    expect(trialOf(object)).toMatchObject({
      ...{ id: trial, by: 'Olga Operator', watched: [{ bridge: name, side: 'source' }], amiss: [] },
      inverse: { mqttSettings: { host: 'good.example:8883' } },
      generation: object.metadata.generation,
    })
  })

  test('is kept once the bridge has told twice that it is connected', async () => {
    const name = await connected()
    valueOf((await apply(name, 600, 'better.example:8883')).answer)
    await soon(async () => {
      await report(name)
      expect(lastEndOf(await read(name))?.how).toBe('kept')
    }, 15_000)
    expect(await ended(name, 'kept')).toEqual({
      host: 'better.example:8883',
      why: `${name} is connected with the new settings.`,
    })
  })

  test('is taken back when the bridge is not back, with the reason, a record, and nothing else changed', async () => {
    const name = await connected()
    await patch(name, { metadata: { annotations: { 'plant.example/contact': 'desk' } } })
    const before = await read(name)
    const { answer, trial } = await apply(name, 2)
    valueOf(answer)
    await report(name, 'Unavailable')
    const { why, host } = await ended(name, 'restored')
    expect(host).toBe('good.example:8883')
    expect(why).toBe(`${name} is not back after 2 s. ${name} is disconnected. Cannot connect to the source broker.`)
    const after = await read(name)
    expect(after.spec).toEqual(before.spec)
    expect(after.metadata.annotations).toMatchObject({ 'plant.example/contact': 'desk' })
    await soon(async () =>
      expect((await records(name)).find(({ deed }) => deed === 'undo-change')).toMatchObject({
        ...{ operationId: `${trial}-restored`, result: 'done', account: 'Olga Operator', object: name },
        why: expect.stringContaining(`As asked with operation ${trial}.`) as string,
        changes: expect.arrayContaining([
          { field: 'host', label: 'Host', before: 'wrong.example:8883', after: 'good.example:8883' },
        ]) as unknown,
      }),
    )
  })

  test('is taken back where no report came at all: the last one is from before', async () => {
    const name = await connected()
    // Long enough for what is reported below to be there by then.
    valueOf((await apply(name, 4)).answer)
    // Ahead of the clock as reports are here: it has to be older than the change.
    const { metadata } = await read(name)
    expect(metadata.generation).toBe(2)
    const old = new Date(Date.now() - 60_000).toISOString()
    const healthState = { status: 'Available', lastTransitionTime: old, lastUpdateTime: old }
    await api.patchNamespacedCustomObjectStatus({ ...dataflows(), name, body: { status: { healthState } } }, merge)
    expect((await ended(name, 'restored')).why).toContain('the last report is about how it was before.')
  })

  test('is decided after a restart in the window, by what stands on the endpoint', async () => {
    const name = await connected()
    valueOf((await apply(name, 3)).answer)
    await report(name, 'Unavailable')
    await stopLive()
    expect(trialOf(await read(name))).toBeDefined()
    valueOf(startLive(trialsOf))
    expect((await ended(name, 'restored')).host).toBe('good.example:8883')
  })

  test('is decided late where nobody ran when its time was up', async () => {
    const name = await connected()
    valueOf((await apply(name, 1)).answer)
    await stopLive()
    const { until } = trialOf(await read(name)) ?? { until: 0 }
    await soon(() => expect(Date.now()).toBeGreaterThan(until))
    await report(name, 'Unavailable')
    valueOf(startLive(trialsOf))
    expect((await ended(name, 'restored')).host).toBe('good.example:8883')
  })

  test('is decided once where several replicas come to it at once', async () => {
    const others = [followTrials(hubOf(cluster.instance)), followTrials(hubOf(cluster.instance))]
    const name = await connected()
    valueOf((await apply(name, 2)).answer)
    await report(name, 'Unavailable')
    await ended(name, 'restored')
    await soon(async () =>
      expect((await records(name)).map(({ deed, result }) => [deed, result])).toEqual(
        expect.arrayContaining([['undo-change', 'done']]),
      ),
    )
    expect((await records(name)).filter(({ deed }) => deed === 'undo-change')).toHaveLength(1)
    // The change, and what took it back: no third one.
    expect((await read(name)).metadata.generation).toBe(3)
    for (const other of others) other.stop()
  })

  test('is never taken back over what somebody else changed meanwhile', async () => {
    const name = await connected()
    valueOf((await apply(name, 600)).answer)
    await patch(name, { spec: { mqttSettings: { keepAliveSeconds: 17 } } })
    const { why, host } = await ended(name, 'abandoned')
    expect({ why, host }).toEqual({
      host: 'wrong.example:8883',
      why: 'Somebody changed its settings again. They stand as they are.',
    })
    expect(await hostOf(name)).toMatchObject({ keepAliveSeconds: 17 })
  })

  test('ends with the endpoint when that is deleted, and the record says so', async () => {
    const name = await connected()
    const { trial } = await apply(name, 600)
    await soon(() => expect(trialsOf(cluster.instance).underWay()).toContain(name))
    await api.deleteNamespacedCustomObject({ ...endpoints(), name })
    await soon(async () =>
      expect((await records(name)).find(({ deed }) => deed === 'end-trial')).toMatchObject({
        ...{ operationId: `${trial}-end`, result: 'done' },
        why: `The endpoint was deleted. As asked with operation ${trial}.`,
      }),
    )
    expect(trialsOf(cluster.instance).underWay()).not.toContain(name)
  })

  test('is none where no bridge could tell: nothing is written', async () => {
    const name = await connected()
    await report(name, 'Unavailable')
    await soon(() => expect(bridge(name)?.source.state).toBe('disconnected'))
    const before = await read(name)
    const { answer } = await apply(name, 600)
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid' } })
    expect(await read(name)).toEqual(before)
  })
})

describe('by hand', () => {
  const asked = ({ trial, uid }: { trial: string; uid: string }, name: string) =>
    call({ instance: cluster.instance.id, name, uid, trial })

  test('a change is kept, or what was before restored, once', async () => {
    const [kept, undone] = [await connected(), await connected()]
    const [one, other] = [await apply(kept, 600), await apply(undone, 600)]
    valueOf(await keepChange(asked(one, kept)))
    valueOf(await undoChange(asked(other, undone)))
    expect(await ended(kept, 'kept')).toEqual({ host: 'wrong.example:8883', why: 'Olga Operator kept it.' })
    expect(await ended(undone, 'restored')).toEqual({ host: 'good.example:8883', why: 'Olga Operator restored it.' })
    expect(await undoChange(asked(one, kept))).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })

  test('what somebody else has changed since is not restored over', async () => {
    const name = await connected()
    await stopLive()
    valueOf(startLive())
    const trial = await apply(name, 600)
    await patch(name, { spec: { mqttSettings: { keepAliveSeconds: 17 } } })
    expect(await undoChange(asked(trial, name))).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await hostOf(name)).toMatchObject({ host: 'wrong.example:8883', keepAliveSeconds: 17 })
  })
})
