import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { log } from '@/lib/core/log.server'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { watchedResources } from '@/lib/kubernetes/resources'
import { endpointBody, soon, startTestCluster, type TestCluster, valueOf } from '@/lib/kubernetes/test-cluster'
import type { Collection } from './collection'
import { hubOf, snapshot, startLive, stopLive, tendLive, liveHealth, liveCollection } from './hub.server'
import type { AnyFeed, OwnFeed, OwnRows, Projection } from './projection'
import { closeLiveStreams, openStreamCount } from './sse.server'
import { listenTo } from './test-reader'

let cluster: TestCluster
let client: ReturnType<typeof clusterClient>
beforeAll(async () => {
  cluster = await startTestCluster()
  client = clusterClient(cluster.instance)
})
afterAll(() => cluster.stop())
afterEach(async () => {
  closeLiveStreams()
  await stopLive()
  await cluster.faults([])
})

const rowOf: Projection['row'] = ({ metadata: { name, resourceVersion = '' } }) => ({ name, resourceVersion })
const feeds: Projection[] = [
  { feed: 'endpoints', resource: 'dataflowendpoints', row: rowOf },
  { feed: 'dataflows', resource: 'dataflows', row: rowOf },
  { feed: 'maps', resource: 'configmaps', row: rowOf },
]

const listen = (after?: string, wanted: readonly AnyFeed[] = feeds) =>
  listenTo({ instance: cluster.instance, feeds: wanted, ...(after !== undefined && { after }) })

let count = 0
const freshName = () => `live-${(count += 1)}`
const create = async (name: string) => valueOf(await client.create('dataflowendpoints', endpointBody(name)))
const remove = async (name: string) => valueOf(await client.remove('dataflowendpoints', name, {}))
const truth = async () =>
  new Map(
    valueOf(await client.list('dataflowendpoints')).objects.map(({ metadata }) => [
      metadata.name,
      metadata.resourceVersion,
    ]),
  )
const versions = (collection: Collection | undefined) =>
  new Map([...(collection?.rows ?? [])].map(([name, { resourceVersion }]) => [name, resourceVersion]))

test('sends what there is, says when that is all, then every change', async () => {
  const reader = listen()
  expect(Object.fromEntries((await reader.response).headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  await reader.complete()
  expect(versions(reader.collections.get('endpoints'))).toEqual(await truth())
  const name = freshName()
  await create(name)
  await soon(() => expect(reader.names('endpoints')).toContain(name))
  await remove(name)
  await soon(() => expect(reader.names('endpoints')).not.toContain(name))
  expect(reader.collections.get('endpoints')?.freshness.state).toBe('live')
})

describe('watch-handler-throws: a feed that cannot take an object', () => {
  const logged: unknown[] = []
  beforeEach(() => {
    logged.length = 0
    vi.spyOn(log(), 'error').mockImplementation((facts: unknown) => void logged.push(facts))
  })
  afterEach(() => vi.restoreAllMocks())

  /** A feed that throws so many times at one object. */
  const throwing = (at: string, times: number): Projection => ({
    feed: `throwing ${at}`,
    resource: 'dataflowendpoints',
    row: (object) => {
      if (object.metadata.name === at && times-- > 0) throw new TypeError(JSON.stringify(object))
      return rowOf(object)
    },
  })

  test('is told of it again, and misses no other one of the same moment', async () => {
    const [bad, good] = [freshName(), freshName()]
    const feed = throwing(bad, 1)
    const reader = listen(undefined, [feed])
    await reader.complete(feed.feed)
    await Promise.all([create(bad), create(good)])
    await soon(() => expect(reader.names(feed.feed)).toEqual(expect.arrayContaining([bad, good])))
    expect(logged).toEqual([expect.objectContaining({ instance: cluster.instance.id, resource: 'dataflowendpoints' })])
    expect(JSON.stringify(logged)).toContain('live.contract.ts')
    expect(JSON.stringify(logged)).not.toContain(bad)
    await Promise.all([remove(bad), remove(good)])
  })

  test('has all others when it never can: those of the first list, and those that were there before it', async () => {
    const [bad, good] = [freshName(), freshName()]
    await Promise.all([create(bad), create(good)])
    const first = listen(undefined, [throwing(bad, Number.POSITIVE_INFINITY)])
    await first.complete(`throwing ${bad}`)
    expect(first.names(`throwing ${bad}`)).toContain(good)
    const late = { ...throwing(bad, Number.POSITIVE_INFINITY), feed: 'late' }
    const second = listen(undefined, [late])
    await second.complete('late')
    expect(second.names('late')).toContain(good)
    expect(second.names('late')).not.toContain(bad)
    await Promise.all([remove(bad), remove(good)])
  })
})

test('any number of viewers cost the API server one watch per kind', async () => {
  valueOf(startLive())
  const readers = Array.from({ length: 25 }, () => listen())
  await Promise.all(readers.map((reader) => reader.complete()))
  // Some kinds are optional in a cluster: those that it does not serve are not watched.
  const served = () => liveHealth().filter(({ freshness }) => freshness.state !== 'missing').length
  await soon(async () => expect(Object.values((await cluster.state()).watches).length).toBeGreaterThanOrEqual(served()))
  const { watches } = await cluster.state()
  expect(watches['connectivity.iotoperations.azure.com/dataflows']).toBeLessThanOrEqual(2)
  expect(watches['mqttbroker.iotoperations.azure.com/brokerlisteners']).toBe(1)
  expect(liveHealth().map(({ resource }) => resource)).toEqual(watchedResources)
  expect(openStreamCount()).toBe(25)
  for (const reader of readers) reader.leave()
  await soon(() => expect(openStreamCount()).toBe(0))
  expect(hubOf(cluster.instance).viewers()).toBe(0)
})

describe('resume', () => {
  test('of this process: the gap only', async () => {
    const first = listen()
    // What is still being read when the reader leaves would be part of the gap.
    for (const { feed } of feeds) {
      await first.complete(feed)
      await soon(() => expect(first.collections.get(feed)?.freshness.state).toBe('live'))
    }
    await soon(() => expect(first.heard.id).not.toBe(''))
    first.leave()
    const name = freshName()
    await create(name)
    const second = listen(first.heard.id)
    await soon(() => expect(second.names('endpoints')).toEqual([name]))
    expect(second.heard.events.filter(({ type }) => type === 'reset')).toEqual([])
    await remove(name)
  })

  test('of another process: everything', async () => {
    const reader = listen('another-boot:12')
    await reader.complete()
    expect(reader.heard.events.slice(0, 1)).toEqual([{ type: 'reset', feed: 'endpoints' }])
    expect(versions(reader.collections.get('endpoints'))).toEqual(await truth())
  })
})

describe('an own feed', () => {
  const makers: { rows: OwnRows; ended: boolean }[] = []
  const own: OwnFeed = {
    feed: 'made',
    needs: [],
    run: (_, rows) => {
      const maker = { rows, ended: false }
      makers.push(maker)
      rows.put({ name: 'first', resourceVersion: '' })
      rows.complete()
      rows.freshness({ state: 'live', asOf: Date.now() })
      return () => void (maker.ended = true)
    },
  }

  test('travels like any other: whole first, then changes, and the gap after a cut', async () => {
    const reader = listen(undefined, [...feeds, own])
    const second = listen(undefined, [...feeds, own])
    await reader.complete('made')
    await second.complete('made')
    expect(makers).toHaveLength(1)
    expect(reader.names('made')).toEqual(['first'])
    expect(reader.collections.get('made')?.freshness.state).toBe('live')
    await soon(() => expect(reader.heard.id).not.toBe(''))
    const [maker] = makers
    maker?.rows.put({ name: 'second', resourceVersion: '' })
    await soon(() => expect(second.names('made')).toEqual(['first', 'second']))
    reader.leave()
    second.leave()
    maker?.rows.remove('first')
    const back = listen(second.heard.id, [...feeds, own])
    await soon(() => expect(back.heard.events).toContainEqual({ type: 'gone', feed: 'made', names: ['first'] }))
    expect(back.heard.events.filter(({ type }) => type === 'reset')).toEqual([])
    // A reader that was gone for a moment is no reason to begin anew; the end of the copy ends it.
    expect(makers).toHaveLength(1)
    await stopLive()
    expect(maker?.ended).toBe(true)
  })
})

test('a context that is taken out of the kubeconfig is not watched any more, and its readers are let go', async () => {
  valueOf(startLive())
  const reader = listen()
  await reader.complete()
  const { KUBECONFIG } = process.env
  const without = `${cluster.sandbox.kubeconfig}-without`
  const elsewhere = { cluster: { server: 'http://127.0.0.1:9', 'insecure-skip-tls-verify': true }, name: 'other' }
  await writeFile(
    without,
    JSON.stringify({
      clusters: [elsewhere],
      users: [{ name: 'u', user: {} }],
      contexts: [{ name: 'other', context: { cluster: 'other', user: 'u' } }],
    }),
  )
  const watchesOfListeners = async () =>
    (await cluster.state()).watches['mqttbroker.iotoperations.azure.com/brokerlisteners'] ?? 0
  await soon(async () => expect(await watchesOfListeners()).toBe(1))
  try {
    process.env.KUBECONFIG = without
    valueOf(tendLive())
    await reader.ended
    expect(new Set(liveHealth().map(({ instance }) => instance))).toEqual(new Set(['other']))
  } finally {
    process.env.KUBECONFIG = KUBECONFIG
  }
  await soon(async () => expect(await watchesOfListeners()).toBe(0))
  valueOf(tendLive())
  await listen().complete()
})

test('rbac-denied-partial: one kind that may not be read says so, the others are live', async () => {
  await cluster.faults([{ match: { resource: 'configmaps' }, fault: { answer: 403 } }])
  const reader = listen()
  await reader.complete('endpoints')
  await soon(() => {
    expect(reader.collections.get('maps')?.freshness).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('ConfigMaps'),
    })
    expect(reader.collections.get('endpoints')?.freshness.state).toBe('live')
  })
  expect(reader.collections.get('maps')?.complete).toBe(false)
})

test('event-storm: thousands of changes are few batches, and the last state is right', async () => {
  const names = Array.from({ length: 20 }, () => freshName())
  await Promise.all(names.map(create))
  const reader = listen()
  await reader.complete()
  reader.heard.at.length = 0
  const startedAt = Date.now()
  for (let round = 0; round < 25; round += 1) {
    const label = { metadata: { labels: { round: String(round) } } }
    await Promise.all(names.map((name) => client.mergePatch('dataflowendpoints', name, label)))
  }
  const last = await truth()
  await soon(() => expect(versions(reader.collections.get('endpoints'))).toEqual(last))
  const seconds = (Date.now() - startedAt) / 1000
  expect(reader.heard.at.length).toBeLessThanOrEqual(10 * seconds + 2)
  await Promise.all(names.map(remove))
})

test('replica-restart-mid-stream: a shutdown says goodbye and ends every response', async () => {
  const reader = listen()
  await reader.complete()
  closeLiveStreams()
  await reader.ended
  expect(reader.heard.events.at(-1)).toEqual({ type: 'bye' })
  expect(openStreamCount()).toBe(0)

  // Another process, as far as a reader can tell: what changed in between is there all the same.
  await stopLive()
  const name = freshName()
  await create(name)
  const elsewhere = listen(reader.heard.id)
  await elsewhere.complete()
  expect(versions(elsewhere.collections.get('endpoints'))).toEqual(await truth())
  await remove(name)
})

describe('proxy-buffering', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => void vi.useRealTimers())

  test('a quiet stream says every 15 seconds that it lives and how fresh everything is, uncompressed', async () => {
    const reader = listen()
    await Promise.all(feeds.map(({ feed }) => reader.complete(feed)))
    reader.heard.events.length = 0
    for (const beats of [1, 2]) {
      vi.advanceTimersByTime(15_000)
      await soon(() => expect(reader.heard.comments).toBe(beats))
    }
    const told = reader.heard.events.flatMap((event) => (event.type === 'freshness' ? event.feed : []))
    for (const { feed } of feeds) expect(told.filter((one) => one === feed).length).toBeGreaterThanOrEqual(2)
    // nginx passes on at once what carries this header, and no proxy may compress, and so gather, what carries the other.
    expect((await reader.response).headers.get('x-accel-buffering')).toBe('no')
    expect((await reader.response).headers.get('cache-control')).toContain('no-transform')
  })
})

test('apiserver-restart: rows stay while the cluster is away, and the reader hears since when', async () => {
  const reader = listen()
  await reader.complete()
  await soon(() => expect(reader.collections.get('endpoints')?.freshness.state).toBe('live'))
  const before = reader.names('endpoints')
  await cluster.sandbox.kill()
  await soon(
    () =>
      expect(reader.collections.get('endpoints')?.freshness).toMatchObject({
        state: 'stale',
        reason: expect.any(String),
      }),
    1_500,
  )
  expect(reader.names('endpoints')).toEqual(before)

  // Who comes now gets the same rows, and the same news.
  const late = listen()
  await late.complete()
  expect(late.names('endpoints')).toEqual(before)
  expect(late.collections.get('endpoints')?.freshness.state).toBe('stale')

  await cluster.sandbox.restart()
  await soon(() => expect(reader.collections.get('endpoints')?.freshness.state).toBe('live'))
  const name = freshName()
  await create(name)
  await soon(() => expect(reader.names('endpoints')).toContain(name))
  expect(reader.heard.events.filter((event) => event.type === 'reset' && event.feed === 'endpoints')).toHaveLength(1)
})

test('server code reads objects and rows from the copy, without managed fields', async () => {
  const { objects, complete, freshness } = await snapshot(cluster.instance, 'dataflowendpoints')
  expect(complete).toBe(true)
  expect(freshness.state).toBe('live')
  expect(new Map([...objects].map(([name, { metadata }]) => [name, metadata.resourceVersion]))).toEqual(await truth())
  for (const { metadata } of objects.values()) {
    for (const entry of metadata.managedFields ?? [])
      expect(Object.keys(entry).sort()).toEqual(['manager', 'operation', 'time'])
  }
  const collection = await liveCollection(cluster.instance, {
    feed: 'endpoints',
    resource: 'dataflowendpoints',
    row: rowOf,
  })
  expect(versions(collection)).toEqual(await truth())
})

test('a page does not wait for a cluster that is away', async () => {
  await cluster.faults([{ match: { verb: 'list', resource: 'secretsyncs' }, fault: { hang: true } }])
  const startedAt = Date.now()
  const { complete, freshness } = await snapshot(cluster.instance, 'secretsyncs')
  expect({ complete, state: freshness.state }).toEqual({ complete: false, state: 'loading' })
  expect(Date.now() - startedAt).toBeLessThan(2_500)
})

test('sse-injection: line breaks in a name make no event of their own', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('\n', '\r', ':', ' ', 'data', 'id', '\u2028', 'x') }),
      async (text) => {
        const feed = `hostile ${JSON.stringify(text)}`
        const hostile: Projection = {
          feed,
          resource: 'dataflows',
          row: (object) => ({ ...rowOf(object), resourceVersion: text, name: object.metadata.name }),
        }
        const reader = listen(undefined, [hostile])
        await reader.complete(feed)
        for (const row of reader.collections.get(feed)?.rows.values() ?? []) expect(row.resourceVersion).toBe(text)
        reader.leave()
      },
    ),
    { numRuns: 15 },
  )
})
