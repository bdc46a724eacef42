import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clusterClient } from '@/lib/kubernetes/client.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { type Reflector, type ReflectorLimits, startReflector, usualLimits } from '@/lib/kubernetes/reflector.server'
import type { Standing } from '@/lib/kubernetes/reflector-state'
import type { ResourceName } from '@/lib/kubernetes/resources'
import { endpointBody, soon, valueOf } from '@/lib/kubernetes/test-cluster'
import { pathOf } from '../../sandbox/client/connection.ts'
import { DEFINITIONS, ENDPOINTS, startReal, type Real, type Rule } from './test-real.ts'

/** The watched copy of a kind, on an API server that nobody here wrote. */

let real: Real
beforeAll(async () => {
  real = await startReal()
})
afterAll(() => real.stop())

const running: Reflector[] = []
afterEach(async () => {
  real.gate.mend()
  await Promise.all(running.splice(0).map((reflector) => reflector.stop()))
})

/** A reflector as the portal runs it, but in a hurry, with a copy to look into. */
const reflect = ({
  instance = real.instance,
  resource = 'dataflowendpoints',
  ...limits
}: Partial<ReflectorLimits> & { instance?: Instance; resource?: ResourceName } = {}) => {
  const client = clusterClient(instance)
  const objects = new Map<string, KubernetesObject>()
  const standings: { standing: Standing; since: number }[] = []
  const reflector = startReflector(
    {
      list: (signal) => client.list(resource, signal),
      watch: (version, handlers, options) => client.watch(resource, version, handlers, options),
    },
    {
      replace: (all) => {
        objects.clear()
        for (const object of all) objects.set(object.metadata.name, object)
      },
      apply: (object) => objects.set(object.metadata.name, object),
      remove: (name) => void objects.delete(name),
      standing: (standing, since) => standings.push({ standing, since }),
    },
    { ...usualLimits, pace: { pollMs: 300, refusedMs: 300, missingMs: 300 }, ...limits },
  )
  running.push(reflector)
  const standing = () => standings.at(-1)?.standing
  const reaches = (state: Standing['state']) => soon(() => expect(standing()?.state).toBe(state), 30_000)
  return { objects, standings, reflector, standing, reaches }
}

let count = 0
const freshName = () => `real-${(count += 1)}`
const create = (name: string) =>
  real.admin.send<KubernetesObject>({
    method: 'POST',
    path: pathOf(ENDPOINTS, real.instance.namespace),
    body: { apiVersion: 'connectivity.iotoperations.azure.com/v1', kind: 'DataflowEndpoint', ...endpointBody(name) },
  })
const remove = (name: string) =>
  real.admin.send({ method: 'DELETE', path: pathOf(ENDPOINTS, real.instance.namespace, name) })

/** What the cluster holds, read past the gate and the portal's code. */
const truth = async () => {
  const { items } = await real.admin.send<{ items: KubernetesObject[] }>({
    method: 'GET',
    path: pathOf(ENDPOINTS, real.instance.namespace),
  })
  return versions(items)
}
const versions = (objects: Iterable<KubernetesObject>) =>
  new Map([...objects].map(({ metadata }) => [metadata.name, metadata.resourceVersion]))
const inStep = (objects: ReadonlyMap<string, KubernetesObject>) =>
  soon(async () => expect(versions(objects.values())).toEqual(await truth()), 30_000)

test('apiserver-restart: stale since the crash, live again by itself, in step, with one new list at most', async () => {
  const { objects, standings, reflector, reaches } = reflect()
  await reaches('live')
  const killedAt = Date.now()
  await real.controlPlane.kill()
  await reaches('stale')
  expect(Math.abs((standings.at(-1)?.since ?? 0) - killedAt)).toBeLessThan(2_000)
  await real.controlPlane.restart()
  await reaches('live')
  const name = freshName()
  await create(name)
  await inStep(objects)
  expect(objects.has(name)).toBe(true)
  expect(reflector.counters.lists).toBeLessThanOrEqual(2)
})

test('watch-410: history that etcd has forgotten leads to a new list, without what was deleted meanwhile', async () => {
  const [doomed, born] = [freshName(), freshName()]
  await create(doomed)
  const { objects, reflector, reaches } = reflect()
  await reaches('live')
  expect(objects.has(doomed)).toBe(true)
  const { resourceVersion } = objects.get(doomed)?.metadata ?? {}

  real.gate.cut()
  await reaches('stale')
  await remove(doomed)
  await create(born)
  await real.controlPlane.compact()
  // The API server's own memory of what happened goes with its process.
  await real.controlPlane.restart()
  // A server that has just started may still be reading ("storage is (re)initializing").
  await soon(async () => {
    expect(await firstEvent(resourceVersion ?? '')).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    })
  }, 30_000)

  const { lists } = reflector.counters
  real.gate.mend()
  await reaches('live')
  await inStep(objects)
  expect([objects.has(doomed), objects.has(born)]).toEqual([false, true])
  expect(reflector.counters.lists).toBe(lists + 1)
})

/** What a watch from there is told, past the portal's code: one event, after which the server ends it. */
const firstEvent = (resourceVersion: string) =>
  real.admin.send({
    method: 'GET',
    path: pathOf(ENDPOINTS, real.instance.namespace),
    query: { watch: 'true', resourceVersion, timeoutSeconds: 5 },
  })

test('watch-silent-stall: a connection that vanished without a word is given up, and nothing is missed', async () => {
  const { objects, reflector, reaches } = reflect({ silenceMs: 2_000 })
  await reaches('live')
  const name = freshName()
  real.gate.stall()
  await create(name)
  await inStep(objects)
  expect(objects.has(name)).toBe(true)
  expect(reflector.counters.lists).toBe(1)
})

describe('as a service account', () => {
  const rules = (verbs: string[], resources = ['dataflowendpoints']): Rule[] => [
    { apiGroups: ['connectivity.iotoperations.azure.com'], resources, verbs },
  ]

  test('partition: where only watching is refused the copy is polled, and watched once it is allowed', async () => {
    await real.account('lister', rules(['list']))
    const instance = await real.addContext('lister', { token: await real.token('lister') })
    const { objects, reaches } = reflect({ instance })
    await reaches('polling')
    const name = freshName()
    await create(name)
    await inStep(objects)
    await real.allow('lister', rules(['list', 'watch']))
    await reaches('live')
  })

  test('rbac-denied-partial: a kind that is refused says so, beside one that is live', async () => {
    await real.account('half', rules(['list', 'watch']))
    const instance = await real.addContext('half', { token: await real.token('half') })
    const allowed = reflect({ instance })
    const refused = reflect({ instance, resource: 'dataflows' })
    await allowed.reaches('live')
    await refused.reaches('refused')
    expect(refused.standing()).toMatchObject({ reason: expect.stringContaining('list Dataflows') as string })
    await real.allow('half', rules(['list', 'watch'], ['dataflowendpoints', 'dataflows']))
    await refused.reaches('live')
  })
})

test('crd-missing: a kind that is taken away is said to be missing, and is back when it is installed again', async () => {
  const { objects, reaches } = reflect()
  await reaches('live')
  const path = pathOf(DEFINITIONS, undefined, 'dataflowendpoints.connectivity.iotoperations.azure.com')
  const { apiVersion, kind, metadata, spec } = await real.admin.send<
    KubernetesObject & { kind: string; apiVersion: string; spec: object }
  >({
    method: 'GET',
    path,
  })
  await real.admin.send({ method: 'DELETE', path })
  await reaches('missing')
  const body = { apiVersion, kind, metadata: { name: metadata.name }, spec }
  await soon(() => real.admin.send({ method: 'POST', path: pathOf(DEFINITIONS), body }), 30_000)
  await reaches('live')
  const name = freshName()
  await soon(() => create(name), 30_000)
  await inStep(objects)
  valueOf(await real.client.get('dataflowendpoints', name))
})
