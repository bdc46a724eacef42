import { afterAll, beforeAll, expect, test } from 'vitest'
import { personOf, type PlantWithPeople, startPlantWithPeople } from '@/lib/access/rights/test-people'
import { newOperationId } from '@/lib/core/operation'
import { endpointBody, soon, valueOf } from '@/lib/kubernetes/test-cluster'
import { resourceKind } from '@/lib/kubernetes/resources'
import { trialAnnotation } from '@/lib/kubernetes/tool-annotations'
import { startLive, stopLive } from '@/lib/live/hub.server'
import { timelinesOf } from '@/lib/runtime/timelines.server'
import { pathOf } from '@/sandbox/client/connection'
import { valuesOf } from '../form-values'
import type { EndpointResource } from '../resource-types'
import { updateEndpoint } from '../store.server'
import { endpointTypeById } from '../types'
import { lastEndOf, trialOf } from './trial'
import { trialsOf } from './worker.server'

/** Where people sign in, what was asked for is done in their name, long after they have gone, and in nobody else's. */

let plant: PlantWithPeople
beforeAll(async () => {
  plant = await startPlantWithPeople()
  valueOf(startLive(trialsOf))
})
afterAll(async () => {
  await stopLive()
  await plant.stop()
})

const at = (resource: 'dataflowendpoints' | 'dataflows', name?: string) => {
  const { group, versions } = resourceKind(resource)
  return pathOf({ group, version: versions[0] ?? 'v1', plural: resource }, plant.instance.namespace, name)
}
const kind = (kindName: string) => ({
  apiVersion: 'connectivity.iotoperations.azure.com/v1',
  kind: kindName,
})
const read = (name: string) =>
  plant.admin.send<EndpointResource>({ method: 'GET', path: at('dataflowendpoints', name) })
const merge = (path: string, body: object) =>
  plant.admin.send({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' })

const connected = async (name: string) => {
  await plant.admin.send({
    ...{ method: 'POST', path: at('dataflowendpoints') },
    body: { ...kind('DataflowEndpoint'), ...endpointBody(name, 'good.example:8883') },
  })
  await plant.admin.send({
    ...{ method: 'POST', path: at('dataflows') },
    body: {
      ...kind('Dataflow'),
      metadata: { name },
      spec: {
        profileRef: 'default',
        operations: [
          { operationType: 'Source', sourceSettings: { endpointRef: name, dataSources: ['a/#'] } },
          { operationType: 'Destination', destinationSettings: { endpointRef: 'default', dataDestination: 'b' } },
        ],
      },
    },
  })
  await report(name, 'Available', 2)
  await soon(() => {
    const bridges = timelinesOf(plant.instance).bridges()
    expect(bridges?.find((one) => one.name === name)?.source.state).toBe('connected')
  })
}
const report = (name: string, status: string, ahead: number) => {
  const time = new Date(Date.now() + ahead * 1_000).toISOString()
  const healthState = { status, lastTransitionTime: time, lastUpdateTime: time }
  return merge(`${at('dataflows', name)}/status`, { status: { healthState } })
}

const apply = async (name: string, withinSeconds: number) => {
  const type = endpointTypeById('custom-mqtt')
  const { spec, metadata } = await read(name)
  const base = valuesOf(type, spec)
  const values = { ...base, host: 'wrong.example:8883', identityAudience: 'https://broker.example' }
  const asked = { instance: plant.instance.id, type: type.id, name, uid: metadata.uid ?? '', base, values }
  return valueOf(
    await updateEndpoint({
      ...{ input: { ...asked, withinSeconds }, viewer: personOf('operator') },
      ...{ operationId: newOperationId(), note: () => undefined },
    }),
  )
}

test('trial-in-whose-name: the cluster’s audit log names who asked, and the annotation tells neither groups nor keys', async () => {
  await connected('asked-by-operator')
  await apply('asked-by-operator', 2)
  const { metadata } = await read('asked-by-operator')
  expect(metadata.annotations?.[trialAnnotation]).not.toContain('plant-operators')
  await report('asked-by-operator', 'Unavailable', 6)
  await soon(async () => expect(lastEndOf(await read('asked-by-operator'))?.how).toBe('restored'), 15_000)
  const writes = (await plant.audit()).filter(
    ({ verb, objectRef }) =>
      verb === 'patch' && objectRef?.resource === 'dataflowendpoints' && objectRef.name === 'asked-by-operator',
  )
  expect(writes.map(({ impersonatedUser }) => impersonatedUser?.username)).toEqual([
    'person-operator',
    'person-operator',
  ])
})

test('trial-in-whose-name: a seal is good for nothing but what it was made for, and nothing is done without one', async () => {
  for (const [name, forge] of [
    ['without-seal', { asker: undefined }],
    ['other-settings', { inverse: { mqttSettings: { host: 'attacker.example:8883' } } }],
    ['other-time', { until: Date.now() }],
  ] as const) {
    await connected(name)
    await apply(name, 600)
    const object = await read(name)
    const trial = trialOf(object)
    const past = { at: Date.now() - 60_000, until: Date.now() - 30_000 }
    const forged = JSON.stringify({ state: 'open', ...trial, ...past, ...forge })
    await merge(at('dataflowendpoints', name), { metadata: { annotations: { [trialAnnotation]: forged } } })
    await report(name, 'Unavailable', 10)
  }
  // One that is in order is decided after all of these: they have been looked at by then.
  await connected('in-order')
  await apply('in-order', 1)
  await report('in-order', 'Unavailable', 14)
  await soon(async () => expect(lastEndOf(await read('in-order'))?.how).toBe('restored'), 15_000)
  for (const name of ['without-seal', 'other-settings', 'other-time']) {
    const object = await read(name)
    expect(object.spec.mqttSettings).toMatchObject({ host: 'wrong.example:8883' })
    expect(lastEndOf(object), name).toBeUndefined()
  }
})
