import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { endSession } from '@/lib/access/session/ended-sessions.server'
import { personOf, type PlantWithPeople, startPlantWithPeople } from '@/lib/access/rights/test-people'
import type { Person } from '@/lib/access/viewer'
import { clusterClient } from '@/lib/kubernetes/client.server'
import { endpointBody, soon, valueOf } from '@/lib/kubernetes/test-cluster'
import { stopLive } from './hub.server'
import type { OwnFeed, Projection } from './projection'
import { seenCollection } from './seen.server'
import { everything, type SeenFeed } from './seen'
import { followSight, type SightPace } from './sight.server'
import { closeLiveStreams } from './sse.server'
import { listenTo } from './test-reader'

/** Rights as the cluster grants and takes them, and what reaches those who look. */

let plant: PlantWithPeople
beforeAll(async () => {
  plant = await startPlantWithPeople()
})
afterAll(() => plant.stop())
afterEach(async () => {
  closeLiveStreams()
  await stopLive()
})

const row: Projection['row'] = ({ metadata: { name, resourceVersion = '' } }) => ({ name, resourceVersion })
const made: OwnFeed = {
  feed: 'made',
  needs: ['list:pods', 'get:pods/proxy'],
  run: (_, rows) => {
    rows.put({ name: 'counted', resourceVersion: '' })
    rows.complete()
    rows.freshness({ state: 'live', asOf: Date.now() })
    return () => {}
  },
}
const feeds = [
  { feed: 'endpoints', resource: 'dataflowendpoints', row },
  { feed: 'dataflows', resource: 'dataflows', row },
  made,
] satisfies (Projection | OwnFeed)[]

let count = 0
/** Somebody to whom nothing is given yet, and whom no test before has asked about. */
const newcomer = (): Person => ({
  ...personOf('stranger', []),
  user: `newcomer-${(count += 1)}`,
  session: `s-${count}`,
})

const listen = (viewer: Person) => listenTo({ instance: plant.instance, feeds, viewer })

/** Gives the right to list endpoints, and nothing else. */
const endpointsOnly = async (user: string) => {
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${plant.instance.namespace}`
  const rules = [
    { apiGroups: ['connectivity.iotoperations.azure.com'], resources: ['dataflowendpoints'], verbs: ['list'] },
  ]
  await plant.admin.send({ method: 'POST', path: `${rbac}/roles`, body: { metadata: { name: user }, rules } })
  const body = {
    metadata: { name: user },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: user },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
  }
  await plant.admin.send({ method: 'POST', path: `${rbac}/rolebindings`, body })
}

describe('the live stream of a person', () => {
  test('brings what the cluster lets them list, and says of the rest what is missing', async () => {
    const viewer = newcomer()
    await endpointsOnly(viewer.user)
    const reader = listen(viewer)
    await reader.complete('endpoints')
    expect(reader.names('endpoints')).toContain('partner-hq')
    await soon(() => {
      for (const feed of ['dataflows', 'made'])
        expect(reader.collections.get(feed)).toMatchObject({ complete: false, freshness: { state: 'refused' } })
    })
    expect(reader.names('dataflows')).toEqual([])
    expect(reader.collections.get('dataflows')?.freshness).toMatchObject({
      reason: `Needs list on dataflows in ${plant.instance.namespace}.`,
    })
    expect(reader.collections.get('made')?.freshness).toMatchObject({
      reason: `Needs list on pods and get on pods/proxy in ${plant.instance.namespace}.`,
    })
    const name = `seen-${viewer.user}`
    await plant.admin.send({
      method: 'POST',
      path: `/apis/connectivity.iotoperations.azure.com/v1/namespaces/${plant.instance.namespace}/dataflowendpoints`,
      body: { apiVersion: 'connectivity.iotoperations.azure.com/v1', kind: 'DataflowEndpoint', ...endpointBody(name) },
    })
    await soon(() => expect(reader.names('endpoints')).toContain(name))
    expect(reader.heard.events.flatMap((event) => (event.type === 'rows' ? event.feed : []))).not.toContain('dataflows')
  })

  test('authz-cache-not-shared: what one is shown, another is not', async () => {
    const [ada, bob] = [newcomer(), newcomer()]
    await plant.give(ada.user, 'viewer')
    const hers = listen(ada)
    await Promise.all(feeds.map(({ feed }) => hers.complete(feed)))
    const his = listen(bob)
    await soon(() => {
      for (const { feed } of feeds) expect(his.collections.get(feed)?.freshness.state).toBe('refused')
    })
    expect(his.heard.events.some(({ type }) => type === 'rows')).toBe(false)
    const [endpoints] = feeds
    if (!endpoints || !('row' in endpoints)) throw new Error('expected a kind')
    expect((await seenCollection(ada, plant.instance, endpoints)).rows.size).toBeGreaterThan(0)
    expect(await seenCollection(bob, plant.instance, endpoints)).toMatchObject({
      rows: new Map(),
      complete: false,
      freshness: { state: 'refused' },
    })
    // Groups are part of who somebody is: hers do not become his by having been asked about.
    const inGroup = listen({ ...bob, groups: ['plant-viewers'] })
    await inGroup.complete('endpoints')
    expect(his.names('endpoints')).toEqual([])
  })

  test('ends with the sign-in, and says so', async () => {
    const viewer = newcomer()
    await plant.give(viewer.user, 'viewer')
    const reader = listen(viewer)
    const other = listen({ ...viewer, session: 'another' })
    await Promise.all([reader.complete('endpoints'), other.complete('endpoints')])
    endSession(viewer.session, Date.now() + 60_000)
    await reader.ended
    expect(reader.heard.events.at(-1)).toEqual({ type: 'signed-out' })
    expect(other.heard.events.some(({ type }) => type === 'signed-out')).toBe(false)
  })
})

describe('authz-revoked-mid-session', () => {
  const quick: SightPace = { againAfterMs: 150, oldEnoughMs: 100, retryAfterMs: 50 }

  /** What somebody sees of the feeds, as their streams hear it. */
  const follow = async (viewer: Person, pace = quick) => {
    const heard: (readonly SeenFeed[])[] = []
    const following = await followSight(viewer, plant.instance, feeds, (seen) => heard.push(seen), pace)
    heard.push(following.seen)
    const states = () => heard.at(-1)?.map(({ kept }) => kept?.state ?? 'open')
    return { heard, states, stop: following.stop }
  }

  test('what was taken away is refused, and what was given comes, to every stream of the person', async () => {
    const viewer = newcomer()
    const streams = await Promise.all([follow(viewer), follow(viewer)])
    const all = (...states: string[]) => soon(() => streams.forEach((one) => expect(one.states()).toEqual(states)))
    await all('refused', 'refused', 'refused')
    await plant.give(viewer.user, 'viewer')
    await all('open', 'open', 'open')
    await plant.take(viewer.user, 'viewer')
    await all('refused', 'refused', 'refused')
    await endpointsOnly(viewer.user)
    await all('open', 'refused', 'refused')
    for (const { stop } of streams) stop()
  })

  test('while the cluster cannot be asked nothing new is shown, and what was there stays until it can', async () => {
    const viewer = newcomer()
    await plant.give(viewer.user, 'viewer')
    const { states, heard, stop } = await follow(viewer)
    expect(states()).toEqual(['open', 'open', 'open'])
    await plant.sandbox.kill()
    await soon(() => expect(states()).toEqual(['stale', 'stale', 'stale']))
    const late = newcomer()
    const stranger = await follow(late)
    expect(stranger.states()).toEqual(['loading', 'loading', 'loading'])
    await plant.sandbox.restart()
    await soon(() => expect(states()).toEqual(['open', 'open', 'open']), 15_000)
    await soon(() => expect(stranger.states()).toEqual(['refused', 'refused', 'refused']), 15_000)
    expect(heard.flat().some(({ kept }) => kept?.state === 'refused')).toBe(false)
    stop()
    stranger.stop()
  })
})

test('however many streams a person has, the cluster is asked once a minute', async () => {
  const viewer = newcomer()
  await plant.give(viewer.user, 'viewer')
  const asked = async () =>
    (await plant.audit()).filter(({ objectRef }) => objectRef?.resource === 'subjectaccessreviews').length
  const before = await asked()
  const readers = Array.from({ length: 50 }, () => listen(viewer))
  await Promise.all(readers.map((reader) => reader.complete('endpoints')))
  expect((await asked()) - before).toBe(4)
})

test('in local mode everything that the portal may read is shown, and nobody is asked about', async () => {
  const viewer = { mode: 'local', name: 'operator' } as const
  const following = await followSight(viewer, plant.instance, feeds, () => expect.fail('nothing changes'))
  expect(following.seen).toEqual(everything(feeds))
  following.stop()
  const client = clusterClient(plant.instance)
  expect(valueOf(await client.list('dataflowendpoints')).objects.length).toBeGreaterThan(0)
})
