import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AIO, endpoint, TestCluster } from './cluster.ts'
import { accepted, kafka, refused, type Spec, storage } from './endpoint-types.ts'

/** Endpoints of every type, from their creation to their end. */

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

const strict = 'fieldValidation=Strict'
const bodyOf = (name: string, spec: Spec) => ({ ...endpoint(name), spec })
const at = (name: string) => `${cluster.endpoints}/${name}`

describe.each(Object.entries(accepted))('%s', (title, spec) => {
  const name = title.toLowerCase().replaceAll(' ', '-')

  test('is made, read, listed, changed and removed, and nothing is added or lost on the way', async () => {
    const made = await cluster.post(`${cluster.endpoints}?${strict}`, bodyOf(name, spec))
    expect(made.text).toContain(name)
    expect(made.code).toBe(201)
    expect((await cluster.get(at(name))).body.spec).toEqual(spec)
    const { items } = (await cluster.get(cluster.endpoints)).body
    expect(items.find(({ metadata }) => metadata.name === name)?.spec).toEqual(spec)

    const again = await cluster.patch(`${at(name)}?${strict}`, { metadata: { labels: { shift: 'early' } }, spec })
    expect([again.code, again.body.metadata.generation]).toEqual([200, 1])
    expect(again.body.spec).toEqual(spec)

    expect((await cluster.delete(at(name))).code).toBe(200)
    expect((await cluster.get(at(name))).code).toBe(404)
  })
})

test.each(refused)('refuses %s and names the field', async (_, spec, field, reason) => {
  // Not strict: the block of a method that a type does not have is an unknown field, which would be told first.
  const answer = await cluster.post(`${cluster.endpoints}?dryRun=All`, bodyOf('refused', spec))
  expect(answer.code).toBe(422)
  expect(answer.body.details).toMatchObject({ name: 'refused', group: AIO, kind: 'DataflowEndpoint' })
  expect(answer.body.details.causes?.map((cause) => [cause.field, cause.reason])).toContainEqual([
    `spec.${field}`,
    reason,
  ])
})

test('a change is checked like what is new', async () => {
  await cluster.post(cluster.endpoints, bodyOf('checked', kafka({})))
  const change = (kafkaSettings: object) => cluster.patch(`${at('checked')}?${strict}`, { spec: { kafkaSettings } })
  const wrong = await change({ compression: 'Zstd', batching: { latencyMs: -1 } })
  expect(wrong.body.details.causes?.map(({ field }) => field).sort()).toEqual([
    'spec.kafkaSettings.batching.latencyMs',
    'spec.kafkaSettings.compression',
  ])
  const right = await change({ compression: 'Gzip', batching: { latencyMs: 0 }, partitionKeyProperty: null })
  expect([right.code, right.body.metadata.generation]).toEqual([200, 2])
  expect(right.body.spec).toEqual(kafka({ compression: 'Gzip', batching: { latencyMs: 0 } }))
})

test('another method takes its block along, and the old one goes', async () => {
  const saslSettings = { saslType: 'Plain', secretRef: 'login' }
  await cluster.post(cluster.endpoints, bodyOf('method', kafka({ authentication: { method: 'Sasl', saslSettings } })))
  const changed = await cluster.patch(`${at('method')}?${strict}`, {
    spec: { kafkaSettings: { authentication: { method: 'Anonymous', saslSettings: null } } },
  })
  expect(changed.body.spec).toEqual(kafka({ authentication: { method: 'Anonymous' } }))
})

test('the older spelling of Data Lake settings is not that of this definition', async () => {
  const spec = { endpointType: 'DataLakeStorage', datalakeStorageSettings: { host: 'https://a.blob.core.windows.net' } }
  const answer = await cluster.post(`${cluster.endpoints}?dryRun=All&${strict}`, { ...endpoint('older'), spec })
  expect(answer.body.message).toContain('unknown field "spec.datalakeStorageSettings"')
})

describe('volume claims', () => {
  const claims = () => cluster.path('', 'v1', 'persistentvolumeclaims')
  const claim = (name: string) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    // A class that there is none of: nothing binds it, on no cluster.
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'contract-none',
    },
  })

  test('are made, read, listed and watched', async () => {
    const { metadata } = (await cluster.get(claims())).body
    const watching = await cluster.watch(`${claims()}?resourceVersion=${metadata.resourceVersion}`)
    const made = await cluster.post(claims(), claim('watched'))
    expect(made.code).toBe(201)
    expect(await watching.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'watched' } } })
    watching.close()
    expect((await cluster.get(`${claims()}/watched`)).body.spec).toMatchObject(claim('watched').spec)
    const { items, kind } = (await cluster.get(claims())).body
    expect(kind).toBe('PersistentVolumeClaimList')
    expect(items.map(({ metadata }) => metadata.name)).toContain('watched')
  })

  test('need not be there for an endpoint that names them: the product finds out at run time', async () => {
    const spec = storage({ persistentVolumeClaimRef: 'no-such-claim' })
    expect((await cluster.post(`${cluster.endpoints}?dryRun=All&${strict}`, bodyOf('ahead', spec))).code).toBe(201)
  })
})
