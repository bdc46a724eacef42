import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AIO, endpoint, JSON_PATCH, TestCluster } from './cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

const dry = (path: string) => `${path}?dryRun=All&fieldValidation=Strict`

test('writes no default that nobody asked for', async () => {
  const made = await cluster.post(dry(cluster.endpoints), endpoint('plain'))
  expect(made.body.spec).toEqual(endpoint('plain').spec)
})

const refusals: [string, object, string, string, string][] = [
  [
    'qos above 1',
    { qos: 2 },
    'qos',
    'FieldValueInvalid',
    'Invalid value: 2: spec.mqttSettings.qos in body should be less than or equal to 1',
  ],
  [
    'a negative number',
    { keepAliveSeconds: -1 },
    'keepAliveSeconds',
    'FieldValueInvalid',
    'Invalid value: -1: spec.mqttSettings.keepAliveSeconds in body should be greater than or equal to 0',
  ],
  [
    'a number beyond 32 bits',
    { sessionExpirySeconds: 2147483648 },
    'sessionExpirySeconds',
    'FieldValueInvalid',
    'spec.mqttSettings.sessionExpirySeconds in body',
  ],
  [
    'a text for a number',
    { qos: '1' },
    'qos',
    'FieldValueTypeInvalid',
    'Invalid value: "string": spec.mqttSettings.qos in body must be of type integer: "string"',
  ],
  [
    'a number for a text',
    { host: 8883 },
    'host',
    'FieldValueTypeInvalid',
    'Invalid value: "integer": spec.mqttSettings.host in body must be of type string: "integer"',
  ],
  [
    'an unknown word',
    { retain: 'keep' },
    'retain',
    'FieldValueNotSupported',
    'Unsupported value: "keep": supported values: "Keep", "Never"',
  ],
  ['a missing method', { authentication: {} }, 'authentication.method', 'FieldValueRequired', 'Required value'],
  [
    'a missing audience',
    { authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: {} } },
    'authentication.serviceAccountTokenSettings.audience',
    'FieldValueRequired',
    'Required value',
  ],
  [
    'null for what must be there',
    { authentication: { method: null } },
    'authentication.method',
    'FieldValueRequired',
    'Required value',
  ],
]

test.each(refusals)('refuses %s and names the field', async (_, change, field, reason, message) => {
  const refused = await cluster.post(dry(cluster.endpoints), endpoint('refused', change))
  expect(refused.code).toBe(422)
  expect(refused.body.details).toMatchObject({ name: 'refused', group: AIO, kind: 'DataflowEndpoint' })
  const cause = refused.body.details.causes?.find((each) => each.field === `spec.mqttSettings.${field}`)
  expect(cause).toMatchObject({ reason })
  expect(cause?.message).toContain(message)
  expect(refused.body.message).toContain('DataflowEndpoint.connectivity.iotoperations.azure.com "refused" is invalid: ')
})

test('a number of the wrong width is told twice: once with its field, once in words', async () => {
  const refused = await cluster.post(dry(cluster.endpoints), endpoint('wide', { sessionExpirySeconds: 2147483648 }))
  expect(refused.body.details.causes).toHaveLength(2)
  expect(refused.body.details.causes).toContainEqual({
    reason: 'FieldValueInvalid',
    message:
      'Invalid value: "": Checked value must be of type integer with format int32 in spec.mqttSettings.sessionExpirySeconds',
    field: '<nil>',
  })
})

test('null where none may be counts as absent', async () => {
  const made = await cluster.post(dry(cluster.endpoints), endpoint('null', { clientIdPrefix: null }))
  expect(made.code).toBe(201)
  expect(made.body.spec.mqttSettings).not.toHaveProperty('clientIdPrefix')
})

test('names every wrong field at once', async () => {
  const refused = await cluster.post(
    dry(cluster.endpoints),
    endpoint('wrong', { qos: 9, retain: 'no', maxInflightMessages: -5 }),
  )
  expect(refused.body.details.causes?.map(({ field }) => field).sort()).toEqual(
    ['maxInflightMessages', 'qos', 'retain'].map((field) => `spec.mqttSettings.${field}`),
  )
})

test.each(['mqtt', 'MQTT', 'localStorage'])('refuses the letter case of endpoint type %s', async (endpointType) => {
  const refused = await cluster.post(dry(cluster.endpoints), { ...endpoint('case'), spec: { endpointType } })
  expect(refused.body.details.causes?.[0]).toMatchObject({
    field: 'spec.endpointType',
    reason: 'FieldValueNotSupported',
  })
})

describe('unknown fields', () => {
  const body = () => endpoint('unknown', { colour: 'red', tls: { mode: 'Enabled', shade: 1 } })

  test('are refused by Strict', async () => {
    const refused = await cluster.post(dry(cluster.endpoints), body())
    expect([refused.code, refused.body.reason]).toEqual([400, 'BadRequest'])
    expect(refused.body.message).toContain('strict decoding error: ')
    expect(refused.body.message).toContain('unknown field "spec.mqttSettings.colour"')
    expect(refused.body.message).toContain('unknown field "spec.mqttSettings.tls.shade"')
  })

  test('are dropped with a warning by Warn, which is the default', async () => {
    for (const query of ['', '&fieldValidation=Warn']) {
      const made = await cluster.post(`${cluster.endpoints}?dryRun=All${query}`, body())
      expect(made.code).toBe(201)
      expect(made.body.spec.mqttSettings).not.toHaveProperty('colour')
      expect(made.headers.warning).toContain('unknown field \\"spec.mqttSettings.colour\\"')
    }
  })

  test('are dropped without a word by Ignore', async () => {
    const made = await cluster.post(`${cluster.endpoints}?dryRun=All&fieldValidation=Ignore`, body())
    expect(made.body.spec.mqttSettings).not.toHaveProperty('colour')
    expect(made.headers.warning).toBeUndefined()
  })

  test('are refused in patches too', async () => {
    await cluster.post(cluster.endpoints, endpoint('patched'))
    const path = dry(`${cluster.endpoints}/patched`)
    const merged = await cluster.patch(path, { spec: { mqttSettings: { colour: 'red' } } })
    const added = await cluster.patch(
      path,
      [{ op: 'add', path: '/spec/mqttSettings/colour', value: 'red' }],
      JSON_PATCH,
    )
    for (const refused of [merged, added]) {
      expect(refused.code).toBe(422)
      expect(refused.body.message).toContain('strict decoding error: unknown field "spec.mqttSettings.colour"')
    }
  })
})

describe('the other kinds', () => {
  const flow = (operations: object[]) => ({
    apiVersion: `${AIO}/v1`,
    kind: 'Dataflow',
    metadata: { name: 'flow' },
    spec: { profileRef: 'default', mode: 'Enabled', operations },
  })
  const source = { operationType: 'Source', sourceSettings: { endpointRef: 'a', dataSources: ['t/#'] } }
  const target = { operationType: 'Destination', destinationSettings: { endpointRef: 'b', dataDestination: 't' } }

  test('a dataflow has two or three operations, each with its settings', async () => {
    const path = dry(cluster.path(AIO, 'v1', 'dataflows'))
    expect((await cluster.post(path, flow([source, target]))).code).toBe(201)
    const causes = async (operations: object[]) => (await cluster.post(path, flow(operations))).body.details.causes?.[0]
    expect(await causes([source])).toMatchObject({ field: 'spec.operations', reason: 'FieldValueInvalid' })
    expect(await causes([source, source, target, target])).toMatchObject({
      field: 'spec.operations',
      reason: 'FieldValueTooMany',
    })
    const empty = { operationType: 'Source', sourceSettings: { endpointRef: 'a', dataSources: [] } }
    expect(await causes([empty, target])).toMatchObject({ field: 'spec.operations[0].sourceSettings.dataSources' })
  })

  test('a profile has one to twenty instances', async () => {
    const path = dry(cluster.path(AIO, 'v1', 'dataflowprofiles'))
    const profile = (instanceCount: number) => ({
      apiVersion: `${AIO}/v1`,
      kind: 'DataflowProfile',
      metadata: { name: 'profile' },
      spec: { instanceCount },
    })
    const codes = [0, 1, 20, 21].map(async (count) => (await cluster.post(path, profile(count))).code)
    expect(await Promise.all(codes)).toEqual([422, 201, 201, 422])
  })

  const sync = (data: object[], more: object = {}) => ({
    apiVersion: 'secret-sync.x-k8s.io/v1alpha1',
    kind: 'SecretSync',
    metadata: { name: 'sync' },
    spec: { secretProviderClassName: 'spc', serviceAccountName: 'sa', secretObject: { data, ...more } },
  })

  test('a secret sync is opaque by default and checks its keys', async () => {
    const path = dry(cluster.path('secret-sync.x-k8s.io', 'v1alpha1', 'secretsyncs'))
    const pair = (targetKey: string) => ({ sourcePath: 'cert', targetKey })
    const made = await cluster.post(path, sync([pair('client_cert.pem')]))
    expect(made.code).toBe(201)
    expect(made.body.spec).toMatchObject({ secretObject: { type: 'Opaque' } })
    const [odd, twice, none, reserved] = await Promise.all(
      [
        sync([pair('a_b')]),
        sync([pair('key'), pair('key')]),
        sync([]),
        sync([pair('key')], { labels: { 'secrets-store.sync.x-k8s.io/x': 'y' } }),
      ].map(async (body) => (await cluster.post(path, body)).body.details.causes?.[0]),
    )
    expect(odd).toMatchObject({ field: 'spec.secretObject.data[0].targetKey', reason: 'FieldValueInvalid' })
    expect(twice).toMatchObject({ field: 'spec.secretObject.data[1]', reason: 'FieldValueDuplicate' })
    expect(none).toMatchObject({ field: 'spec.secretObject.data', reason: 'FieldValueInvalid' })
    expect(reserved).toMatchObject({ field: 'spec.secretObject.labels', reason: 'FieldValueInvalid' })
  })

  test('a secret takes text, keeps bytes, and refuses what is not base64', async () => {
    const path = cluster.path('', 'v1', 'secrets')
    const secret = (more: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'secret' }, ...more })
    const made = await cluster.post(
      `${path}?dryRun=All`,
      secret({ stringData: { key: 'text' }, data: { other: 'b2s=' } }),
    )
    expect(made.body.data).toEqual({ key: 'dGV4dA==', other: 'b2s=' })
    expect(made.text).not.toContain('stringData')
    expect((await cluster.post(`${path}?dryRun=All`, secret({ data: { key: '###' } }))).code).toBe(400)
    const tls = await cluster.post(
      `${path}?dryRun=All`,
      secret({ type: 'kubernetes.io/tls', data: { 'tls.crt': 'b2s=' } }),
    )
    expect(tls.body.details.causes?.[0]).toMatchObject({ field: 'data[tls.key]', reason: 'FieldValueRequired' })
  })
})
