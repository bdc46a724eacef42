import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoint, TestCluster, type Wire } from './cluster.ts'

let cluster: TestCluster
const names = Array.from({ length: 12 }, (_, index) => `line-${String(index).padStart(2, '0')}`)

beforeAll(async () => {
  cluster = await TestCluster.start()
  for (const [index, name] of names.entries()) {
    const labels = { line: String(index % 3), ...(index % 2 === 0 && { even: 'yes' }) }
    await cluster.post(cluster.endpoints, endpoint(name, {}, { labels }))
  }
})
afterAll(() => cluster.stop())

const namesOf = ({ items }: Wire) => items.map(({ metadata }) => metadata.name)

const selected = async (query: Record<string, string>) =>
  namesOf((await cluster.get(`${cluster.endpoints}?${new URLSearchParams(query).toString()}`)).body)

test('a list is in order of names, with the kind of the list and a resourceVersion', async () => {
  const { body } = await cluster.get(cluster.endpoints)
  expect(body).toMatchObject({ kind: 'DataflowEndpointList', apiVersion: 'connectivity.iotoperations.azure.com/v1' })
  expect(namesOf(body)).toEqual(names)
  expect(body.metadata.resourceVersion).not.toBe('')
})

describe('pages', () => {
  test('cover everything once, and show the state of the first page', async () => {
    const first = (await cluster.get(`${cluster.endpoints}?limit=5`)).body
    expect([namesOf(first), first.metadata.remainingItemCount]).toEqual([names.slice(0, 5), 7])
    await cluster.post(cluster.endpoints, endpoint('line-06-late'))
    await cluster.patch(`${cluster.endpoints}/line-07`, { spec: { mqttSettings: { qos: 0 } } })
    const seen = [first]
    for (let next = first.metadata.continue; next; next = seen.at(-1)?.metadata.continue) {
      const token = encodeURIComponent(next)
      seen.push((await cluster.get(`${cluster.endpoints}?limit=5&continue=${token}`)).body)
    }
    await cluster.delete(`${cluster.endpoints}/line-06-late`)
    expect(seen.flatMap(namesOf)).toEqual(names)
    expect(new Set(seen.map(({ metadata }) => metadata.resourceVersion)).size).toBe(1)
    const unchanged = seen.flatMap(({ items }) => items).find(({ metadata }) => metadata.name === 'line-07')
    expect(unchanged?.spec).toEqual(endpoint('').spec)
  })

  test('need a token that the server made', async () => {
    expect((await cluster.get(`${cluster.endpoints}?limit=5&continue=nonsense`)).code).toBe(400)
  })
})

describe('selectors', () => {
  test.each([
    ['line=1', (index: number) => index % 3 === 1],
    ['line==1,even', (index: number) => index % 3 === 1 && index % 2 === 0],
    ['line!=1', (index: number) => index % 3 !== 1],
    ['!even', (index: number) => index % 2 === 1],
    ['line in (0, 2)', (index: number) => index % 3 !== 1],
    ['line notin (0,2),even=yes', (index: number) => index % 3 === 1 && index % 2 === 0],
  ])('take labels: %s', async (labelSelector, holds) => {
    expect(await selected({ labelSelector })).toEqual(names.filter((_, index) => holds(index)))
  })

  test('take the name', async () => {
    expect(await selected({ fieldSelector: 'metadata.name=line-03' })).toEqual(['line-03'])
    expect(await selected({ fieldSelector: 'metadata.name!=line-03' })).toEqual(
      names.filter((name) => name !== 'line-03'),
    )
  })

  test('find the events of an object', async () => {
    const events = cluster.path('', 'v1', 'events')
    const about = (name: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.1` },
      involvedObject: { kind: 'DataflowEndpoint', name, namespace: cluster.namespace },
      reason: 'Applied',
      type: 'Normal',
    })
    for (const name of ['line-01', 'line-02']) expect((await cluster.post(events, about(name))).code).toBe(201)
    const selector = encodeURIComponent('involvedObject.name=line-02,involvedObject.kind=DataflowEndpoint')
    expect(namesOf((await cluster.get(`${events}?fieldSelector=${selector}`)).body)).toEqual(['line-02.1'])
  })

  test('that make no sense are refused', async () => {
    for (const query of ['labelSelector=a%20b%20c', 'fieldSelector=spec.endpointType%3DMqtt']) {
      expect((await cluster.get(`${cluster.endpoints}?${query}`)).code).toBe(400)
    }
  })
})

test('an older state can be asked for exactly', async () => {
  const before = (await cluster.get(cluster.endpoints)).body.metadata.resourceVersion
  await cluster.post(cluster.endpoints, endpoint('zz-late'))
  const query = `resourceVersion=${before}&resourceVersionMatch=Exact&limit=500`
  const { body } = await cluster.get(`${cluster.endpoints}?${query}`)
  expect(namesOf(body)).toEqual(names)
  await cluster.delete(`${cluster.endpoints}/zz-late`)
})

test('a list of metadata holds nothing else', async () => {
  const accept = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'
  const { body } = await cluster.get(cluster.endpoints, { accept })
  expect(body.kind).toBe('PartialObjectMetadataList')
  expect(body.items).toHaveLength(names.length)
  expect(body.items.every((item) => item.spec === undefined)).toBe(true)
})
