import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clusterClient } from './client.server'
import { configOf } from './config.server'
import type { KubernetesObject } from './objects'
import { type Reflector, type ReflectorLimits, startReflector, usualLimits } from './reflector.server'
import type { Standing } from './reflector-state'
import type { ResourceName } from './resources'
import { endpointBody, soon, startTestCluster, type TestCluster, valueOf } from './test-cluster'
import { call } from './wire.server'

let cluster: TestCluster
let client: ReturnType<typeof clusterClient>
beforeAll(async () => {
  cluster = await startTestCluster()
  client = clusterClient(cluster.instance)
})
afterAll(() => cluster.stop())

const endpoints = 'connectivity.iotoperations.azure.com/dataflowendpoints'
const running: Reflector[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((reflector) => reflector.stop()))
  await cluster.faults([])
})

/** A reflector with a copy that tests can look into. */
const reflect = (limits: Partial<ReflectorLimits> = {}, resource: ResourceName = 'dataflowendpoints') => {
  const objects = new Map<string, KubernetesObject>()
  const standings: { standing: Standing; at: number; since: number }[] = []
  const hooks = { onApply: (_: KubernetesObject) => {} }
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
      apply: (object) => {
        hooks.onApply(object)
        objects.set(object.metadata.name, object)
      },
      remove: (name) => void objects.delete(name),
      standing: (standing, since) => standings.push({ standing, at: Date.now(), since }),
    },
    { ...usualLimits, ...limits },
  )
  running.push(reflector)
  const state = () => standings.at(-1)?.standing.state
  const watching = () => soon(async () => expect((await cluster.state()).watches[endpoints]).toBeGreaterThan(0))
  return { objects, standings, hooks, reflector, state, watching, live: () => soon(() => expect(state()).toBe('live')) }
}

let count = 0
const freshName = () => `reflected-${(count += 1)}`
const create = async (name: string) => valueOf(await client.create('dataflowendpoints', endpointBody(name)))
const remove = async (name: string) => valueOf(await client.remove('dataflowendpoints', name, {}))

/** What the cluster holds, read past the reflector. */
const truth = async () =>
  new Map(
    valueOf(await client.list('dataflowendpoints')).objects.map(({ metadata }) => [
      metadata.name,
      metadata.resourceVersion,
    ]),
  )
const versions = (objects: ReadonlyMap<string, KubernetesObject>) =>
  new Map([...objects].map(([name, { metadata }]) => [name, metadata.resourceVersion]))
const inStep = (objects: ReadonlyMap<string, KubernetesObject>, timeout?: number) =>
  soon(async () => expect(versions(objects)).toEqual(await truth()), timeout)

test('reads everything, then follows every change', async () => {
  const { objects, live, watching } = reflect()
  await live()
  await watching()
  const name = freshName()
  await create(name)
  await soon(() => expect(objects.has(name)).toBe(true))
  valueOf(await client.mergePatch('dataflowendpoints', name, { metadata: { labels: { line: '4' } } }))
  await soon(() => expect(objects.get(name)?.metadata.labels).toEqual({ line: '4' }))
  await remove(name)
  await soon(() => expect(objects.has(name)).toBe(false))
  await inStep(objects)
})

describe('a watch that goes wrong', () => {
  let view: ReturnType<typeof reflect>
  let doomed: string
  let born: string
  beforeEach(async () => {
    doomed = freshName()
    born = freshName()
    await create(doomed)
    view = reflect({ silenceMs: 600 })
    await view.live()
    await view.watching()
    expect(view.objects.has(doomed)).toBe(true)
  })

  /** Changes that the running watch does not tell of. */
  const behindItsBack = async () => {
    await cluster.drill('stall', endpoints)
    await remove(doomed)
    await create(born)
  }

  test('watch-410: an expired version in the stream leads to a new list, without what was deleted meanwhile', async () => {
    // The next watch reaches the server only after the history it wants to go on from is gone.
    await cluster.faults([
      { match: { verb: 'watch', resource: 'dataflowendpoints' }, fault: { delayMs: 400 }, times: 1 },
    ])
    await cluster.drill('end', endpoints)
    await soon(() => expect(view.reflector.counters.watches).toBe(2))
    await remove(doomed)
    await create(born)
    await cluster.compact()
    await inStep(view.objects)
    expect(view.objects.has(doomed)).toBe(false)
    expect(view.objects.has(born)).toBe(true)
    expect(view.reflector.counters.lists).toBe(2)
  })

  test('watch-410: an expired version as the answer to a watch leads to a new list', async () => {
    await behindItsBack()
    await cluster.faults([
      { match: { verb: 'watch', resource: 'dataflowendpoints' }, fault: { answer: 410 }, times: 1 },
    ])
    const lists = view.reflector.counters.lists
    await cluster.drill('end', endpoints)
    await inStep(view.objects)
    expect(view.reflector.counters.lists).toBe(lists + 1)
  })

  test('watch-silent-stall: a connection that says nothing is given up, and nothing is missed', async () => {
    await behindItsBack()
    await inStep(view.objects)
    expect(view.reflector.counters.lists).toBe(1)
  })

  test('watch-garbage-line: is counted, and the copy is read anew', async () => {
    await cluster.drill('garbage', endpoints)
    await create(born)
    await inStep(view.objects)
    expect(view.reflector.counters).toMatchObject({ garbage: 1, lists: 2 })
  })

  test('watch-error-event-500: is counted, and the copy is read anew', async () => {
    await cluster.drill('error-500', endpoints)
    await create(born)
    await inStep(view.objects)
    expect(view.reflector.counters.errors).toBe(1)
    expect(view.state()).toBe('live')
  })

  test('watch-handler-throws: is counted, and the copy heals', async () => {
    let throws = 1
    view.hooks.onApply = () => {
      if (throws-- > 0) throw new Error('a bug of ours')
    }
    await create(born)
    await inStep(view.objects)
    expect(view.reflector.counters.handlerFailures).toBe(1)
  })
})

test('partition: where watching is refused the copy is kept by listing, and watched again when it is allowed', async () => {
  await cluster.faults([{ match: { verb: 'watch', resource: 'dataflowendpoints' }, fault: { answer: 403 } }])
  const view = reflect({ pace: { ...usualLimits.pace, pollMs: 50 } })
  await soon(() => expect(view.state()).toBe('polling'))
  const name = freshName()
  await create(name)
  await inStep(view.objects)
  expect(view.state()).toBe('polling')
  await cluster.faults([])
  await view.live()
  await view.watching()
})

test('a kind that may not be read is refused, with the reason, and read as soon as it may be', async () => {
  await cluster.faults([{ match: { verb: 'list', resource: 'dataflowendpoints' }, fault: { answer: 403 } }])
  const view = reflect({ pace: { ...usualLimits.pace, refusedMs: 50 } })
  await soon(() =>
    expect(view.standings.at(-1)?.standing).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('DataflowEndpoints'),
    }),
  )
  await cluster.faults([])
  await view.live()
  await inStep(view.objects)
})

test('crd-missing: a kind that is not installed is missing, and found when it is', async () => {
  const config = valueOf(configOf(cluster.instance))
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
  const name = 'dataflowprofiles.connectivity.iotoperations.azure.com'
  const { body } = await call(config, { method: 'GET', path: `${path}/${name}` })
  const view = reflect({ pace: { ...usualLimits.pace, missingMs: 50 } }, 'dataflowprofiles')
  await view.live()
  expect((await call(config, { method: 'DELETE', path: `${path}/${name}` })).status).toBe(200)
  await soon(() =>
    expect(view.standings.at(-1)?.standing).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('DataflowProfiles'),
    }),
  )
  const definition = body as { apiVersion: string; kind: string; spec: unknown }
  const fresh = { apiVersion: definition.apiVersion, kind: definition.kind, metadata: { name }, spec: definition.spec }
  expect((await call(config, { method: 'POST', path, body: fresh })).status).toBe(201)
  await view.live()
})

describe('reflector-stop-races', () => {
  const none = () => soon(async () => expect((await cluster.state()).watches[endpoints] ?? 0).toBe(0), 1_000)

  test('stopped in the middle of a list', async () => {
    await cluster.faults([{ match: { verb: 'list', resource: 'dataflowendpoints' }, fault: { delayMs: 300 } }])
    const view = reflect()
    await soon(() => expect(view.reflector.counters.lists).toBe(1))
    await view.reflector.stop()
    await none()
    expect(view.objects.size).toBe(0)
  })

  test('stopped while a watch is being opened, and while it stands', async () => {
    await cluster.faults([{ match: { verb: 'watch', resource: 'dataflowendpoints' }, fault: { delayMs: 300 } }])
    const opening = reflect()
    await soon(() => expect(opening.reflector.counters.watches).toBe(1))
    await opening.reflector.stop()
    await cluster.faults([])
    const standing = reflect()
    await standing.watching()
    await standing.reflector.stop()
    await none()
  })

  test('stopped while it waits to try again', async () => {
    await cluster.faults([{ match: { resource: 'dataflowendpoints' }, fault: { answer: 500 } }])
    const view = reflect()
    await soon(() => expect(view.reflector.counters.lists).toBeGreaterThan(2))
    await view.reflector.stop()
    const { lists } = view.reflector.counters
    await cluster.faults([])
    await none()
    expect(view.reflector.counters.lists).toBe(lists)
  })
})

test('apiserver-restart: noticed within a second, said since when, and picked up within two seconds of its return', async () => {
  const view = reflect()
  await view.live()
  await view.watching()
  const before = new Map(view.objects)
  const killedAt = Date.now()
  await cluster.sandbox.kill()
  await soon(() => expect(view.state()).toBe('stale'))
  const stale = view.standings.find(({ standing }) => standing.state === 'stale')
  expect((stale?.at ?? Infinity) - killedAt).toBeLessThan(1_000)
  expect(stale?.since).toBeGreaterThanOrEqual(killedAt)
  expect(view.reflector.heardAt()).toBeLessThanOrEqual(stale?.since ?? 0)
  // Long enough down that the waits between tries have grown.
  await soon(() => expect(view.reflector.counters.watches).toBeGreaterThan(6), 15_000)
  expect(new Map(view.objects)).toEqual(before)

  await cluster.sandbox.restart()
  const backAt = Date.now()
  await view.live()
  expect(Date.now() - backAt).toBeLessThan(2_000)
  const name = freshName()
  await create(name)
  await inStep(view.objects)
  expect(view.reflector.counters.lists).toBeLessThanOrEqual(2)
})
