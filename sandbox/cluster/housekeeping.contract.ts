import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AIO, configMap, endpoint, eventually, TestCluster, type Wire } from '../../e2e/contract/cluster.ts'

/** What controllers do on a real cluster, and what the sandbox is planted with. */

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.startSandbox()
})
afterAll(() => cluster.stop())

const maps = () => cluster.path('', 'v1', 'configmaps')
const gone = (path: string) => eventually(async () => (await cluster.get(path)).code === 404)

describe('what belongs to a deleted object', () => {
  const ownedBy = ({ metadata }: Wire, name: string) => ({
    ...configMap(name, {}),
    metadata: {
      name,
      ownerReferences: [{ apiVersion: `${AIO}/v1`, kind: 'DataflowEndpoint', name: metadata.name, uid: metadata.uid }],
    },
  })

  test('goes with it', async () => {
    const { body: owner } = await cluster.post(cluster.endpoints, endpoint('owner'))
    await cluster.post(maps(), ownedBy(owner, 'owned'))
    await cluster.delete(`${cluster.endpoints}/owner`, { propagationPolicy: 'Background' })
    await gone(`${maps()}/owned`)
  })

  test('stays when it is orphaned', async () => {
    const { body: owner } = await cluster.post(cluster.endpoints, endpoint('parent'))
    await cluster.post(maps(), ownedBy(owner, 'orphan'))
    await cluster.delete(`${cluster.endpoints}/parent`, { propagationPolicy: 'Orphan' })
    const orphan = async () => cluster.get(`${maps()}/orphan`)
    await eventually(async () => (await orphan()).body.metadata.ownerReferences === undefined)
    expect((await orphan()).code).toBe(200)
  })
})

test('a namespace comes furnished and goes with its content', async () => {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'short-lived' } }
  await cluster.post('/api/v1/namespaces', body)
  const inside = '/api/v1/namespaces/short-lived/configmaps'
  await eventually(async () => (await cluster.get(`${inside}/kube-root-ca.crt`)).code === 200)
  await cluster.post(inside, configMap('content', {}))
  await cluster.delete('/api/v1/namespaces/short-lived')
  await gone('/api/v1/namespaces/short-lived')
  expect((await cluster.get(inside)).body.items).toEqual([])
})

describe('the plant', () => {
  const plant = '/namespaces/azure-iot-operations'

  test('has the default endpoint to the letter', async () => {
    const { body } = await cluster.get(`/apis/${AIO}/v1${plant}/dataflowendpoints/default`)
    expect(body.spec).toEqual({
      endpointType: 'Mqtt',
      mqttSettings: {
        host: 'aio-broker:18883',
        authentication: {
          method: 'ServiceAccountToken',
          serviceAccountTokenSettings: { audience: 'aio-internal' },
        },
        tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'azure-iot-operations-aio-ca-trust-bundle' },
      },
    })
  })

  test('has dataflows whose endpoints and profiles exist', async () => {
    const items = async (plural: string) => (await cluster.get(`/apis/${AIO}/v1${plant}/${plural}`)).body.items
    const names = async (plural: string) => (await items(plural)).map(({ metadata }) => metadata.name)
    const [endpoints, profiles] = [await names('dataflowendpoints'), await names('dataflowprofiles')]
    const dataflows = await items('dataflows')
    expect(dataflows.length).toBeGreaterThanOrEqual(3)
    for (const { spec } of dataflows) {
      expect(profiles).toContain(spec.profileRef)
      const references = [...JSON.stringify(spec).matchAll(/"endpointRef":"([^"]+)"/g)].map((match) => match[1])
      expect(references).toHaveLength(2)
      for (const reference of references) expect(endpoints).toContain(reference)
    }
  })

  test('lets viewers look, operators write, and administrators read secrets', async () => {
    const may = async (user: string, verb: string, group: string, resource: string) => {
      const resourceAttributes = { namespace: 'azure-iot-operations', verb, group, resource }
      const spec = { user, resourceAttributes }
      const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec }
      const { body: review } = await cluster.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', body)
      return (review.status as { allowed: boolean }).allowed
    }
    const rights = async (user: string) => [
      await may(user, 'list', AIO, 'dataflowendpoints'),
      await may(user, 'patch', AIO, 'dataflowendpoints'),
      await may(user, 'get', '', 'secrets'),
    ]
    expect(await rights('viewer')).toEqual([true, false, false])
    expect(await rights('operator')).toEqual([true, true, false])
    expect(await rights('admin')).toEqual([true, true, true])
    expect(await rights('stranger')).toEqual([false, false, false])
  })
})
