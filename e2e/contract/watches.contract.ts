import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoint, TestCluster, type WatchEvent, type Watching } from './cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

const at = (name: string) => `${cluster.endpoints}/${name}`

const now = async () => (await cluster.get(`${cluster.endpoints}?limit=1`)).body.metadata.resourceVersion

const brief = (event: WatchEvent | undefined) => event && [event.type, event.object.metadata.name]

/** The next events but bookmarks, in brief. */
async function take(watching: Watching, count: number) {
  const events: (string[] | undefined)[] = []
  while (events.length < count) {
    const event = await watching.next()
    if (event?.type !== 'BOOKMARK') events.push(brief(event))
  }
  return events
}

test('changes arrive in order, each with its resourceVersion', async () => {
  const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=${await now()}`)
  const { body: made } = await cluster.post(cluster.endpoints, endpoint('seen'))
  const { body: changed } = await cluster.patch(at('seen'), { spec: { mqttSettings: { qos: 0 } } })
  await cluster.delete(at('seen'))
  const [added, modified, deleted] = [await watching.next(), await watching.next(), await watching.next()]
  watching.close()
  expect(added).toEqual({ type: 'ADDED', object: made })
  expect(modified).toEqual({ type: 'MODIFIED', object: changed })
  expect(brief(deleted)).toEqual(['DELETED', 'seen'])
  expect(deleted?.object.metadata.resourceVersion).not.toBe(changed.metadata.resourceVersion)
})

test('a watch from an older resourceVersion hears everything since', async () => {
  const start = await now()
  for (const name of ['gap-1', 'gap-2', 'gap-3']) await cluster.post(cluster.endpoints, endpoint(name))
  await cluster.delete(at('gap-2'))
  const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=${start}`)
  expect(await take(watching, 4)).toEqual([
    ['ADDED', 'gap-1'],
    ['ADDED', 'gap-2'],
    ['ADDED', 'gap-3'],
    ['DELETED', 'gap-2'],
  ])
  watching.close()
})

test('a watch without a resourceVersion begins with what exists', async () => {
  await cluster.post(cluster.endpoints, endpoint('existing', {}, { labels: { only: 'this' } }))
  const watching = await cluster.watch(`${cluster.endpoints}?labelSelector=only%3Dthis`)
  expect(await take(watching, 1)).toEqual([['ADDED', 'existing']])
  watching.close()
})

test('an object enters and leaves the view of a selector', async () => {
  await cluster.post(cluster.endpoints, endpoint('moving'))
  const watching = await cluster.watch(`${cluster.endpoints}?labelSelector=in&resourceVersion=${await now()}`)
  await cluster.patch(at('moving'), { spec: { mqttSettings: { qos: 0 } } })
  await cluster.patch(at('moving'), { metadata: { labels: { in: 'yes' } } })
  await cluster.patch(at('moving'), { metadata: { labels: { in: 'still' } } })
  await cluster.patch(at('moving'), { metadata: { labels: { in: null } } })
  expect(await take(watching, 3)).toEqual([
    ['ADDED', 'moving'],
    ['MODIFIED', 'moving'],
    ['DELETED', 'moving'],
  ])
  watching.close()
})

test('a watch of one name hears of no other', async () => {
  const watching = await cluster.watch(
    `${cluster.endpoints}?fieldSelector=metadata.name%3Dtwo&resourceVersion=${await now()}`,
  )
  await cluster.post(cluster.endpoints, endpoint('one'))
  await cluster.post(cluster.endpoints, endpoint('two'))
  expect(await take(watching, 1)).toEqual([['ADDED', 'two']])
  watching.close()
})

test('a watch ends in time, with a bookmark to go on from', async () => {
  const watching = await cluster.watch(
    `${cluster.endpoints}?allowWatchBookmarks=true&timeoutSeconds=3&resourceVersion=${await now()}`,
  )
  const { body: made } = await cluster.post(cluster.endpoints, endpoint('before-the-end'))
  const events: WatchEvent[] = []
  for (let event = await watching.next(); event; event = await watching.next()) events.push(event)
  expect(brief(events[0])).toEqual(['ADDED', 'before-the-end'])
  const bookmark = events.at(-1)
  expect(bookmark).toMatchObject({ type: 'BOOKMARK', object: { kind: 'DataflowEndpoint' } })
  const resumed = await cluster.watch(
    `${cluster.endpoints}?resourceVersion=${bookmark?.object.metadata.resourceVersion ?? ''}`,
  )
  await cluster.post(cluster.endpoints, endpoint('after-the-end'))
  expect(await take(resumed, 1)).toEqual([['ADDED', 'after-the-end']])
  resumed.close()
  expect(made.metadata.name).toBe('before-the-end')
})

test('a watch can show a table', async () => {
  const path = `${cluster.endpoints}?includeObject=Metadata&resourceVersion=${await now()}`
  const watching = await cluster.watch(path, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' })
  await cluster.post(cluster.endpoints, endpoint('row'))
  const event = await watching.next()
  watching.close()
  expect(event?.object).toMatchObject({ kind: 'Table', rows: [{ object: { metadata: { name: 'row' } } }] })
})

test('a resourceVersion that is none is refused', async () => {
  const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=yesterday`)
  watching.close()
  expect(watching.code).toBeGreaterThanOrEqual(400)
})
