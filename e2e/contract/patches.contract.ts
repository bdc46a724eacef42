import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AIO, APPLY, configMap, endpoint, JSON_PATCH, MERGE, STRATEGIC, TestCluster } from './cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

const at = (name: string) => `${cluster.endpoints}/${name}`
const maps = () => cluster.path('', 'v1', 'configmaps')

test('merge patch: absent keeps, null clears, lists are replaced', async () => {
  const settings = { qos: 0, retain: 'Never', tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'ca' } }
  await cluster.post(cluster.endpoints, endpoint('merged', settings))
  const change = { qos: null, tls: { trustedCaCertificateConfigMapRef: null }, keepAliveSeconds: 0 }
  const { body } = await cluster.patch(at('merged'), { spec: { mqttSettings: change } }, MERGE)
  expect(body.spec).toEqual(endpoint('', { retain: 'Never', tls: { mode: 'Enabled' }, keepAliveSeconds: 0 }).spec)
})

describe('JSON patch', () => {
  test('works through its operations in order', async () => {
    await cluster.post(cluster.endpoints, endpoint('json', { qos: 0 }, { labels: { 'plant.example/line': '1' } }))
    const { body } = await cluster.patch(
      at('json'),
      [
        { op: 'test', path: '/spec/mqttSettings/qos', value: 0 },
        { op: 'replace', path: '/spec/mqttSettings/qos', value: 1 },
        { op: 'add', path: '/spec/mqttSettings/retain', value: 'Never' },
        { op: 'move', from: '/metadata/labels/plant.example~1line', path: '/metadata/labels/line' },
        { op: 'remove', path: '/spec/mqttSettings/host' },
      ],
      JSON_PATCH,
    )
    const authentication = { method: 'Anonymous' }
    expect(body.spec).toEqual({ endpointType: 'Mqtt', mqttSettings: { qos: 1, retain: 'Never', authentication } })
    expect(body.metadata.labels).toEqual({ line: '1' })
  })

  test('changes nothing when a step fails', async () => {
    const { body: made } = await cluster.post(cluster.endpoints, endpoint('tested'))
    const replace = { op: 'replace', path: '/spec/mqttSettings/host', value: 'other:1' }
    const failing = { op: 'test', path: '/spec/endpointType', value: 'Kafka' }
    const refused = await cluster.patch(at('tested'), [replace, failing], JSON_PATCH)
    expect([refused.code, refused.body.reason]).toEqual([422, 'Invalid'])
    const missing = await cluster.patch(at('tested'), [{ op: 'remove', path: '/spec/mqttSettings/qos' }], JSON_PATCH)
    expect(missing.code).toBe(422)
    expect((await cluster.get(at('tested'))).body).toEqual(made)
  })
})

describe('strategic merge patch', () => {
  test('merges the lists of built-in kinds by their keys', async () => {
    const sets = cluster.path('apps', 'v1', 'statefulsets')
    const container = (name: string, more: object) => ({ name, image: `${name}:1`, ...more })
    const containers = [container('broker', { env: [{ name: 'A', value: '1' }] }), container('sidecar', {})]
    await cluster.post(sets, statefulSet('merged', containers))
    const change = [
      { name: 'broker', env: [{ name: 'B', value: '2' }] },
      { name: 'sidecar', $patch: 'delete' },
    ]
    const { body } = await cluster.patch(
      `${sets}/merged`,
      { spec: { template: { spec: { containers: change } } } },
      STRATEGIC,
    )
    expect(body.spec).toMatchObject({ template: { spec: { containers: [{ name: 'broker', image: 'broker:1' }] } } })
    expect(JSON.stringify(body.spec)).not.toContain('sidecar:1')
    for (const variable of ['{"name":"A","value":"1"}', '{"name":"B","value":"2"}']) {
      expect(JSON.stringify(body.spec)).toContain(variable)
    }
  })

  test('is refused on custom resources', async () => {
    await cluster.post(cluster.endpoints, endpoint('plain'))
    const refused = await cluster.patch(at('plain'), { spec: {} }, STRATEGIC)
    expect([refused.code, refused.body.reason]).toEqual([415, 'UnsupportedMediaType'])
  })
})

describe('server-side apply', () => {
  const apply = (name: string, manager: string, spec: object, force = false) =>
    cluster.patch(
      `${at(name)}?fieldManager=${manager}&force=${String(force)}`,
      { apiVersion: `${AIO}/v1`, kind: 'DataflowEndpoint', metadata: { name }, spec },
      APPLY,
    )
  const mqtt = (settings: object) => endpoint('', settings).spec

  test('creates, then removes what its manager leaves out', async () => {
    const made = await apply('applied', 'portal', mqtt({ qos: 0, retain: 'Never' }))
    expect(made.code).toBe(201)
    const again = await apply('applied', 'portal', mqtt({ qos: 0 }))
    expect([again.code, again.body.spec]).toEqual([200, mqtt({ qos: 0 })])
  })

  test('names the manager that owns a field, and takes it over by force only', async () => {
    await apply('contested', 'portal', mqtt({ qos: 0 }))
    const refused = await apply('contested', 'robot', mqtt({ qos: 1 }))
    expect([refused.code, refused.body.reason]).toEqual([409, 'Conflict'])
    expect(refused.body.details.causes).toEqual([
      { reason: 'FieldManagerConflict', message: 'conflict with "portal"', field: '.spec.mqttSettings.qos' },
    ])
    const forced = await apply('contested', 'robot', mqtt({ qos: 1 }), true)
    expect(forced.body.spec).toEqual(mqtt({ qos: 1 }))
    expect((await apply('contested', 'portal', mqtt({ qos: 0 }))).code).toBe(409)
  })

  test('keeps a field that another manager wants as well', async () => {
    await apply('shared', 'portal', mqtt({ qos: 0 }))
    await apply('shared', 'robot', mqtt({ qos: 0 }))
    const { body } = await apply('shared', 'portal', mqtt({}))
    expect(body.spec).toEqual(mqtt({ qos: 0 }))
  })

  test('needs a manager and knows every field', async () => {
    const config = { ...endpoint('nobody'), metadata: { name: 'nobody' } }
    expect((await cluster.patch(at('nobody'), config, APPLY)).code).toBe(422)
    const odd = await apply('odd', 'portal', mqtt({ colour: 'red' }))
    expect(odd.code).toBeGreaterThanOrEqual(400)
    expect(odd.body.message).toContain('field not declared in schema')
  })
})

test('the manager of each write is visible', async () => {
  await cluster.post(`${cluster.endpoints}?fieldManager=portal`, endpoint('managed'))
  const { body } = await cluster.patch(`${at('managed')}?fieldManager=robot`, { spec: { mqttSettings: { qos: 0 } } })
  const owner = (field: string) =>
    body.metadata.managedFields?.filter(({ fieldsV1 }) => JSON.stringify(fieldsV1).includes(`"f:${field}"`))
  expect(owner('qos')?.map(({ manager, operation }) => [manager, operation])).toEqual([['robot', 'Update']])
  expect(owner('host')?.map(({ manager }) => manager)).toEqual(['portal'])
})

test('without a name the user agent is the manager', async () => {
  const made = await cluster.post(maps(), configMap('agent', {}), { 'user-agent': 'conveyor/1.2 (linux)' })
  const { body } = await cluster.patch(`${maps()}/agent`, { data: { a: 'b' } })
  expect(made.code).toBe(201)
  expect(body.data).toEqual({ a: 'b' })
})

describe('scale', () => {
  test('reads and writes the number of replicas', async () => {
    const sets = cluster.path('apps', 'v1', 'statefulsets')
    await cluster.post(sets, statefulSet('scaled', [{ name: 'broker', image: 'broker:1' }]))
    const before = await cluster.get(`${sets}/scaled/scale`)
    expect(before.body).toMatchObject({ kind: 'Scale', spec: { replicas: 1 } })
    const scaled = await cluster.patch(`${sets}/scaled/scale`, { spec: { replicas: 0 } })
    expect(scaled.body.spec).toEqual({})
    const { body } = await cluster.get(`${sets}/scaled`)
    expect(body).toMatchObject({ spec: { replicas: 0 }, metadata: { generation: 2 } })
    expect((await cluster.patch(`${sets}/scaled/scale`, { spec: { replicas: -1 } })).code).toBe(422)
  })
})

const statefulSet = (name: string, containers: object[]) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name },
  spec: {
    replicas: 1,
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers } },
  },
})
