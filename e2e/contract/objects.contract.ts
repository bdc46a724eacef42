import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configMap, endpoint, eventually, MERGE, TestCluster } from './cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

const at = (name: string) => `${cluster.endpoints}/${name}`

describe('create', () => {
  test('fills in what the server owns', async () => {
    const made = await cluster.post(cluster.endpoints, {
      ...endpoint('filled'),
      metadata: { name: 'filled', uid: 'mine', generation: 7, creationTimestamp: '2001-01-01T00:00:00Z' },
    })
    expect(made.code).toBe(201)
    const { metadata } = made.body
    expect(metadata).toMatchObject({ name: 'filled', namespace: cluster.namespace, generation: 1 })
    expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/)
    expect(metadata.resourceVersion).not.toBe('')
    expect(Date.parse(metadata.creationTimestamp)).toBeGreaterThan(Date.parse('2020-01-01'))
    expect((await cluster.get(at('filled'))).body).toEqual(made.body)
  })

  test('makes a name from generateName', async () => {
    const body = { ...endpoint(''), metadata: { generateName: 'line-' } }
    const made = await cluster.post(cluster.endpoints, body)
    expect(made.code).toBe(201)
    expect(made.body.metadata.name).toMatch(/^line-[a-z0-9]{5}$/)
  })

  test('refuses a name that is taken', async () => {
    await cluster.post(cluster.endpoints, endpoint('taken'))
    const again = await cluster.post(cluster.endpoints, endpoint('taken'))
    expect(again.code).toBe(409)
    expect(again.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'AlreadyExists',
      message: 'dataflowendpoints.connectivity.iotoperations.azure.com "taken" already exists',
      details: { name: 'taken', group: 'connectivity.iotoperations.azure.com', kind: 'dataflowendpoints' },
    })
  })

  test.each(['Upper', 'under_score', '-dash', 'dash-', 'a..b', 'x'.repeat(254)])(
    'refuses the name %s',
    async (name) => {
      const refused = await cluster.post(cluster.endpoints, endpoint(name))
      expect(refused.code).toBe(422)
      expect(refused.body.reason).toBe('Invalid')
      expect(refused.body.details.causes?.map((cause) => [cause.field, cause.reason])).toContainEqual([
        'metadata.name',
        'FieldValueInvalid',
      ])
    },
  )

  test('refuses a namespace other than that of the path, and one that does not exist', async () => {
    const elsewhere = await cluster.post(cluster.endpoints, endpoint('lost', {}, { namespace: 'default' }))
    expect([elsewhere.code, elsewhere.body.reason]).toEqual([400, 'BadRequest'])
    const nowhere = await cluster.post(
      cluster.endpoints.replace(cluster.namespace, 'no-such-namespace'),
      endpoint('lost'),
    )
    expect([nowhere.code, nowhere.body.message]).toEqual([404, 'namespaces "no-such-namespace" not found'])
  })

  test('refuses labels that are none', async () => {
    const refused = await cluster.post(cluster.endpoints, endpoint('labelled', {}, { labels: { 'a b': 'c d' } }))
    expect(refused.code).toBe(422)
    expect(refused.body.details.causes?.every(({ field }) => field === 'metadata.labels')).toBe(true)
  })

  test('refuses another kind and another version in the body', async () => {
    const kind = await cluster.post(cluster.endpoints, { ...endpoint('other'), kind: 'Dataflow' })
    const version = await cluster.post(cluster.endpoints, { ...endpoint('other'), apiVersion: 'v1' })
    expect([kind.code, version.code]).toEqual([422, 400])
    expect(kind.body.details.causes).toEqual([
      { reason: 'FieldValueInvalid', message: 'Invalid value: "Dataflow": must be DataflowEndpoint', field: 'kind' },
    ])
  })
})

describe('read', () => {
  test('answers 404 with a Status for an object that is not there', async () => {
    const missing = await cluster.get(at('missing'))
    expect(missing.code).toBe(404)
    expect(missing.body).toMatchObject({
      reason: 'NotFound',
      message: 'dataflowendpoints.connectivity.iotoperations.azure.com "missing" not found',
      details: { name: 'missing', group: 'connectivity.iotoperations.azure.com', kind: 'dataflowendpoints' },
    })
  })

  test('answers as table and as metadata alone', async () => {
    await cluster.post(cluster.endpoints, endpoint('shown'))
    const table = await cluster.get(at('shown'), {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    })
    expect(table.body.kind).toBe('Table')
    expect(table.body.columnDefinitions.map(({ name }) => name)).toEqual([
      'Name',
      'Type',
      'Host',
      'Authentication',
      'Age',
    ])
    expect(table.body.rows[0]?.cells.slice(0, 4)).toEqual(['shown', 'Mqtt', 'broker.example:8883', 'Anonymous'])
    const partial = await cluster.get(at('shown'), {
      accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
    })
    expect(partial.body).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'shown' } })
    expect(partial.body.spec).toBeUndefined()
  })
})

describe('update', () => {
  test('counts changes of the specification, and only those, as generations', async () => {
    const { body: made } = await cluster.post(cluster.endpoints, endpoint('counted'))
    const labelled = await cluster.patch(at('counted'), { metadata: { labels: { a: 'b' } } })
    expect(labelled.body.metadata.generation).toBe(1)
    expect(labelled.body.metadata.resourceVersion).not.toBe(made.metadata.resourceVersion)
    const changed = await cluster.patch(at('counted'), { spec: { mqttSettings: { qos: 0 } } })
    expect(changed.body.metadata.generation).toBe(2)
  })

  test('is no change when nothing changes', async () => {
    const { body: made } = await cluster.post(cluster.endpoints, endpoint('same'))
    const put = await cluster.put(at('same'), made)
    const patched = await cluster.patch(at('same'), { spec: { endpointType: 'Mqtt' } })
    expect(put.body.metadata.resourceVersion).toBe(made.metadata.resourceVersion)
    expect(patched.body.metadata.resourceVersion).toBe(made.metadata.resourceVersion)
  })

  test('refuses a stale resourceVersion, in PUT and in a merge patch', async () => {
    const { body: first } = await cluster.post(cluster.endpoints, endpoint('stale'))
    await cluster.patch(at('stale'), { spec: { mqttSettings: { qos: 0 } } })
    const put = await cluster.put(at('stale'), first)
    const { resourceVersion } = first.metadata
    const patched = await cluster.patch(at('stale'), {
      metadata: { resourceVersion },
      spec: { mqttSettings: { qos: 1 } },
    })
    for (const refused of [put, patched]) {
      expect(refused.code).toBe(409)
      expect(refused.body).toMatchObject({ reason: 'Conflict', details: { name: 'stale', kind: 'dataflowendpoints' } })
      expect(refused.body.message).toContain('the object has been modified')
    }
    expect((await cluster.get(at('stale'))).body.spec).toMatchObject({ mqttSettings: { qos: 0 } })
  })

  test('of a custom resource needs a resourceVersion, and keeps the name', async () => {
    const { body: made } = await cluster.post(cluster.endpoints, endpoint('strict'))
    const without = await cluster.put(at('strict'), endpoint('strict'))
    expect([without.code, without.body.details.causes?.[0]?.field]).toEqual([422, 'metadata.resourceVersion'])
    const renamed = await cluster.put(at('strict'), { ...made, metadata: { ...made.metadata, name: 'renamed' } })
    expect(renamed.code).toBe(400)
  })

  test('keeps status and specification apart', async () => {
    const health = { healthState: { status: 'Available' } }
    const { body: made } = await cluster.post(cluster.endpoints, { ...endpoint('apart'), status: health })
    expect(made.status).toBeUndefined()
    const reported = await cluster.call('PATCH', `${at('apart')}/status`, {
      type: MERGE,
      body: { status: health, spec: { mqttSettings: { qos: 0 } } },
    })
    expect(reported.body).toMatchObject({ status: health, spec: made.spec, metadata: { generation: 1 } })
    const changed = await cluster.patch(at('apart'), { spec: { mqttSettings: { qos: 0 } }, status: null })
    expect(changed.body).toMatchObject({ status: health, metadata: { generation: 2 } })
  })

  test('leaves an immutable ConfigMap alone', async () => {
    const maps = cluster.path('', 'v1', 'configmaps')
    await cluster.post(maps, configMap('fixed', { a: 'b' }, { immutable: true }))
    const refused = await cluster.patch(`${maps}/fixed`, { data: { a: 'c' } })
    expect(refused.code).toBe(422)
    expect(refused.body.details.causes?.[0]).toMatchObject({ field: 'data', reason: 'FieldValueForbidden' })
  })
})

describe('dry run', () => {
  test('answers as the write would, and changes nothing', async () => {
    const made = await cluster.post(`${cluster.endpoints}?dryRun=All`, endpoint('dry'))
    expect([made.code, made.body.metadata.name]).toEqual([201, 'dry'])
    expect((await cluster.get(at('dry'))).code).toBe(404)

    const { body: real } = await cluster.post(cluster.endpoints, endpoint('dry'))
    const patched = await cluster.patch(`${at('dry')}?dryRun=All`, { spec: { mqttSettings: { qos: 0 } } })
    expect(patched.body.spec).toMatchObject({ mqttSettings: { qos: 0 } })
    expect(patched.body.metadata.generation).toBe(2)
    const gone = await cluster.delete(`${at('dry')}?dryRun=All`)
    expect(gone.code).toBe(200)
    expect((await cluster.get(at('dry'))).body).toEqual(real)
  })

  test('refuses as the write would', async () => {
    const refused = await cluster.post(`${cluster.endpoints}?dryRun=All`, endpoint('dry-bad', { qos: 2 }))
    expect([refused.code, refused.body.details.causes?.[0]?.field]).toEqual([422, 'spec.mqttSettings.qos'])
    expect((await cluster.post(`${cluster.endpoints}?dryRun=Some`, endpoint('dry-odd'))).code).toBe(422)
  })
})

describe('delete', () => {
  test('answers a Status with the uid', async () => {
    const { body: made } = await cluster.post(cluster.endpoints, endpoint('deleted'))
    const gone = await cluster.delete(at('deleted'))
    expect(gone.body).toMatchObject({ kind: 'Status', status: 'Success', details: { uid: made.metadata.uid } })
    expect((await cluster.delete(at('deleted'))).code).toBe(404)
  })

  test('honours preconditions on uid and resourceVersion', async () => {
    const { body: first } = await cluster.post(cluster.endpoints, endpoint('twin'))
    await cluster.delete(at('twin'))
    const { body: second } = await cluster.post(cluster.endpoints, endpoint('twin'))
    const wrongUid = await cluster.delete(at('twin'), { preconditions: { uid: first.metadata.uid } })
    const { resourceVersion } = first.metadata
    const wrongVersion = await cluster.delete(at('twin'), { preconditions: { resourceVersion } })
    expect([wrongUid.code, wrongUid.body.reason]).toEqual([409, 'Conflict'])
    expect([wrongVersion.code, wrongVersion.body.reason]).toEqual([409, 'Conflict'])
    const right = await cluster.delete(at('twin'), { preconditions: { uid: second.metadata.uid } })
    expect(right.code).toBe(200)
  })

  test('waits for finalizers', async () => {
    await cluster.post(cluster.endpoints, endpoint('held', {}, { finalizers: ['plant.example/hold'] }))
    await cluster.delete(at('held'))
    const held = await cluster.get(at('held'))
    expect(held.body.metadata.deletionTimestamp).toBeDefined()
    await cluster.patch(at('held'), { metadata: { finalizers: null } })
    await eventually(async () => (await cluster.get(at('held'))).code === 404)
  })

  test('of a collection takes what the selector names', async () => {
    for (const name of ['red-1', 'red-2', 'blue-1']) {
      const colour = name.split('-')[0]
      await cluster.post(cluster.endpoints, endpoint(name, {}, { labels: { colour } }))
    }
    expect((await cluster.delete(`${cluster.endpoints}?labelSelector=colour%3Dred`)).code).toBe(200)
    const left = await cluster.get(`${cluster.endpoints}?labelSelector=colour`)
    expect(left.body.items.map(({ metadata }) => metadata.name)).toEqual(['blue-1'])
  })
})

test('name-dots: a path of dots reaches no other object', async () => {
  const maps = cluster.path('', 'v1', 'configmaps')
  for (const path of [`${maps}/%2e%2e`, `${maps}/..`, `${maps}/.`, `${maps}/a%2fb`]) {
    const answer = await cluster.call('DELETE', path)
    expect([301, 307, 400, 404, 405]).toContain(answer.code)
  }
  const { body } = await cluster.get(`/api/v1/namespaces/${cluster.namespace}`)
  expect(body.metadata.name).toBe(cluster.namespace)
  expect(body.metadata.deletionTimestamp).toBeUndefined()
})
