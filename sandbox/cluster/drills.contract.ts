import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { endpoint, TestCluster } from '../../e2e/contract/cluster.ts'
import { NAME_DRILLS } from './faults.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.startSandbox()
})
afterAll(() => cluster.stop())
afterEach(() => cluster.delete('/sandbox/faults'))

const fail = (match: object, fault: object, times?: number) =>
  cluster.post('/sandbox/faults', [{ match, fault, ...(times !== undefined && { times }) }])

const now = async () => (await cluster.get(`${cluster.endpoints}?limit=1`)).body.metadata.resourceVersion

describe('faults', () => {
  test.each([
    [403, 'Forbidden'],
    [409, 'Conflict'],
    [410, 'Expired'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('answer %i', async (answer, reason) => {
    await fail({ verb: 'list', resource: 'dataflowendpoints' }, { answer })
    const refused = await cluster.get(cluster.endpoints)
    expect([refused.code, refused.body.reason]).toEqual([answer, reason])
    expect((await cluster.get(cluster.path('', 'v1', 'configmaps'))).code).toBe(200)
  })

  test('strike as often as they are told to', async () => {
    await fail({ verb: 'list' }, { answer: 500 }, 2)
    const codes = []
    for (let round = 0; round < 3; round += 1) codes.push((await cluster.get(cluster.endpoints)).code)
    expect(codes).toEqual([500, 500, 200])
  })

  test('answer garbage, drop the line, or never answer', async () => {
    const match = { verb: 'list', resource: 'dataflowendpoints' }
    await fail(match, { garbage: true })
    expect((await cluster.get(cluster.endpoints)).headers['content-type']).toContain('html')
    await fail(match, { drop: 'before' })
    await expect(cluster.get(cluster.endpoints)).rejects.toThrow()
    await fail(match, { hang: true })
    const silent = cluster.get(cluster.endpoints).then(() => 'answered')
    const others = cluster.get(cluster.path('', 'v1', 'configmaps')).then(() => 'other')
    expect(await Promise.race([silent, others])).toBe('other')
    silent.catch(() => undefined)
  })

  test('drop the answer to a write that was done', async () => {
    await fail({ verb: 'create', namePrefix: 'done' }, { drop: 'after' })
    await expect(cluster.post(cluster.endpoints, endpoint('done-unheard'))).rejects.toThrow()
    expect((await cluster.get(`${cluster.endpoints}/done-unheard`)).code).toBe(200)
  })

  test('are for the administrator, and must make sense', async () => {
    const other = { 'impersonate-user': 'viewer' }
    expect((await cluster.post('/sandbox/faults', [], other)).code).toBe(403)
    for (const rules of [{}, [{}], [{ match: {}, fault: {} }], [{ match: { colour: 'red' }, fault: { hang: true } }]]) {
      expect((await cluster.post('/sandbox/faults', rules)).code).toBe(400)
    }
  })
})

describe('names', () => {
  test.each([
    ['refuse-apply-1', 409, 'Conflict'],
    ['forbid-apply-1', 403, 'Forbidden'],
    ['deny-apply-1', 400, 'BadRequest'],
    ['fail-apply-1', 500, 'InternalError'],
    ['busy-apply-1', 429, 'TooManyRequests'],
  ])('%s is answered %i', async (name, code, reason) => {
    const refused = await cluster.post(cluster.endpoints, endpoint(name))
    expect([refused.code, refused.body.reason]).toEqual([code, reason])
    expect((await cluster.get(`${cluster.endpoints}/${name}`)).code).toBe(404)
  })

  test('each prefix is in the handbook', async () => {
    const handbook = await readFile(new URL('../README.md', import.meta.url), 'utf8')
    for (const prefix of Object.keys(NAME_DRILLS)) expect(handbook).toContain(`\`${prefix}\``)
  })
})

describe('compaction', () => {
  test('watch-410: a watch from before it gets an in-stream 410', async () => {
    const before = await now()
    await cluster.post(cluster.endpoints, endpoint('compacted'))
    await cluster.post('/sandbox/compact', {})
    const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=${before}`)
    expect(watching.code).toBe(200)
    expect(await watching.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
    expect(await watching.next()).toBeUndefined()
  })

  test('a page from before it is answered 410, and a running watch goes on', async () => {
    for (const name of ['page-1', 'page-2']) await cluster.post(cluster.endpoints, endpoint(name))
    const first = await cluster.get(`${cluster.endpoints}?limit=1`)
    const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=${await now()}`)
    await cluster.post(cluster.endpoints, endpoint('page-3'))
    await cluster.post('/sandbox/compact', {})
    const token = encodeURIComponent(first.body.metadata.continue ?? '')
    const second = await cluster.get(`${cluster.endpoints}?limit=1&continue=${token}`)
    expect([second.code, second.body.reason]).toEqual([410, 'Expired'])
    await cluster.post(cluster.endpoints, endpoint('page-4'))
    const heard = [await watching.next(), await watching.next()]
    expect(heard.map((event) => event?.object.metadata.name)).toEqual(['page-3', 'page-4'])
    watching.close()
  })

  test('survives a restart', async () => {
    const before = await now()
    await cluster.post(cluster.endpoints, endpoint('later'))
    await cluster.post('/sandbox/compact', {})
    await cluster.sandbox.restart()
    const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=${before}`)
    expect(await watching.next()).toMatchObject({ type: 'ERROR', object: { code: 410 } })
  })
})

describe('running watches', () => {
  const resource = 'connectivity.iotoperations.azure.com/dataflowendpoints'
  const drill = (name: string) => cluster.post('/sandbox/watches', { resource, do: name })
  const open = async () => cluster.watch(`${cluster.endpoints}?allowWatchBookmarks=true&resourceVersion=${await now()}`)

  test('are counted', async () => {
    const watching = await open()
    const { body } = await cluster.get('/sandbox')
    expect((body as unknown as { watches: Record<string, number> }).watches[resource]).toBeGreaterThanOrEqual(1)
    watching.close()
  })

  test('can be sent a bookmark, an error, garbage, or be ended', async () => {
    const bookmarked = await open()
    await drill('bookmark')
    expect((await bookmarked.next())?.type).toBe('BOOKMARK')
    await drill('error-500')
    expect(await bookmarked.next()).toMatchObject({ type: 'ERROR', object: { code: 500 } })
    const expired = await open()
    await drill('error-410')
    expect(await expired.next()).toMatchObject({ type: 'ERROR', object: { code: 410 } })
    const garbled = await open()
    await drill('garbage')
    await expect(garbled.next()).rejects.toThrow()
    const ended = await open()
    await drill('end')
    expect((await ended.next())?.type).toBe('BOOKMARK')
    expect(await ended.next()).toBeUndefined()
    garbled.close()
  })

  test('can fall silent while the line stays up', async () => {
    const stalled = await open()
    await drill('stall')
    const healthy = await open()
    await cluster.post(cluster.endpoints, endpoint('unheard'))
    expect((await healthy.next())?.object.metadata.name).toBe('unheard')
    const heard = await Promise.race([stalled.next(), cluster.get('/version').then(() => 'nothing')])
    expect(heard).toBe('nothing')
    stalled.close()
    healthy.close()
  })
})
