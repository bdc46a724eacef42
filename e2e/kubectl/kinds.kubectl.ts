import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AIO, configMap, endpoint } from '../contract/cluster.ts'
import { Kubectl } from './kubectl.ts'

let kubectl: Kubectl
beforeAll(async () => {
  kubectl = await Kubectl.start()
})
afterAll(() => kubectl.stop())

const named = (apiVersion: string, kind: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'sample' },
  ...rest,
})

const RBAC = 'rbac.authorization.k8s.io'
const labels = { app: 'sample' }
const podSpec = { containers: [{ name: 'main', image: 'sample.invalid/main:1' }] }

/** A small object of every namespaced kind that operators meet. */
const samples: Record<string, object> = {
  [`dataflowendpoints.${AIO}`]: endpoint('sample'),
  [`dataflows.${AIO}`]: named(`${AIO}/v1`, 'Dataflow', {
    spec: {
      profileRef: 'default',
      operations: [
        { operationType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: ['a'] } },
        { operationType: 'Destination', destinationSettings: { endpointRef: 'b', dataDestination: 'b' } },
      ],
    },
  }),
  [`dataflowprofiles.${AIO}`]: named(`${AIO}/v1`, 'DataflowProfile', { spec: { instanceCount: 1 } }),
  [`dataflowgraphs.${AIO}`]: named(`${AIO}/v1`, 'DataflowGraph', {
    spec: {
      nodes: [
        { name: 'in', nodeType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: ['a'] } },
        { name: 'out', nodeType: 'Destination', destinationSettings: { endpointRef: 'b', dataDestination: 'b' } },
      ],
      nodeConnections: [{ from: { name: 'in' }, to: { name: 'out' } }],
    },
  }),
  'brokers.mqttbroker.iotoperations.azure.com': named('mqttbroker.iotoperations.azure.com/v1', 'Broker', {
    spec: { memoryProfile: 'Tiny' },
  }),
  'brokerlisteners.mqttbroker.iotoperations.azure.com': named(
    'mqttbroker.iotoperations.azure.com/v1',
    'BrokerListener',
    {
      spec: { serviceType: 'ClusterIp', ports: [{ port: 1883 }] },
    },
  ),
  'brokerauthentications.mqttbroker.iotoperations.azure.com': named(
    'mqttbroker.iotoperations.azure.com/v1',
    'BrokerAuthentication',
    { spec: { authenticationMethods: [{ method: 'X509', x509Settings: {} }] } },
  ),
  'secretproviderclasses.secrets-store.csi.x-k8s.io': named('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', {
    spec: { provider: 'azure', parameters: { objects: 'array: []\n' } },
  }),
  'secretsyncs.secret-sync.x-k8s.io': named('secret-sync.x-k8s.io/v1alpha1', 'SecretSync', {
    spec: {
      secretProviderClassName: 'sample',
      serviceAccountName: 'sample',
      secretObject: { type: 'Opaque', data: [{ sourcePath: 'a', targetKey: 'a' }] },
    },
  }),
  secrets: named('v1', 'Secret', { type: 'Opaque', data: { key: 'b2s=' } }),
  configmaps: configMap('sample', { key: 'value' }),
  serviceaccounts: named('v1', 'ServiceAccount'),
  [`roles.${RBAC}`]: named(`${RBAC}/v1`, 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  [`rolebindings.${RBAC}`]: named(`${RBAC}/v1`, 'RoleBinding', {
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'sample' },
    subjects: [{ apiGroup: RBAC, kind: 'User', name: 'sample' }],
  }),
  'statefulsets.apps': named('apps/v1', 'StatefulSet', {
    spec: {
      replicas: 0,
      serviceName: 'sample',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec },
    },
  }),
  pods: named('v1', 'Pod', { spec: podSpec }),
  events: named('v1', 'Event', {
    involvedObject: { kind: 'Pod', name: 'sample', namespace: undefined },
    reason: 'Sampled',
    message: 'a sample',
    type: 'Normal',
  }),
}

describe.each(Object.entries(samples))('%s', (resource, sample) => {
  test('is applied, read, changed and deleted', async () => {
    const file = await kubectl.file(sampleIn(sample))
    expect(await kubectl.run('apply', '-f', file)).toMatch(/ created$/m)
    expect(await kubectl.run('apply', '-f', file)).toMatch(/ unchanged$/m)
    expect(await kubectl.run('get', resource)).toContain('sample')
    expect(await kubectl.run('get', resource, 'sample', '-o', 'yaml')).toContain('  name: sample')
    await kubectl.run('label', resource, 'sample', 'plant.example/line=7')
    expect(await kubectl.run('get', resource, '-l', 'plant.example/line=7', '-o', 'name')).toContain('/sample')
    expect(await kubectl.run('describe', resource, 'sample')).toContain('sample')
    await kubectl.run('annotate', resource, 'sample', 'plant.example/note=seen')
    await kubectl.run('patch', resource, 'sample', '--type=merge', '-p', '{"metadata":{"labels":{"more":"yes"}}}')
    await kubectl.run('apply', '--server-side', '--force-conflicts', '-f', file)
    await kubectl.run('delete', resource, 'sample', '--grace-period=0', '--force')
    expect((await kubectl.try('get', resource, 'sample')).complaint).toContain('NotFound')
  })
})

/** Events name the namespace that they are about, which is not known before the tests run. */
function sampleIn(sample: object): object {
  if (!('involvedObject' in sample)) return sample
  return { ...sample, involvedObject: { kind: 'Pod', name: 'sample', namespace: kubectl.cluster.namespace } }
}

test('cluster-wide kinds are listed and described', async () => {
  expect(await kubectl.run('get', 'namespaces')).toContain(kubectl.cluster.namespace)
  expect(await kubectl.run('describe', 'namespace', kubectl.cluster.namespace)).toContain('Active')
  expect(await kubectl.run('get', 'crds')).toContain(`dataflowendpoints.${AIO}`)
  expect(await kubectl.run('describe', 'crd', `dataflowendpoints.${AIO}`)).toContain('Established')
})

test('api-resources and explain know the custom kinds', async () => {
  const resources = await kubectl.run('api-resources', `--api-group=${AIO}`, '-o', 'name')
  expect(resources.trim().split('\n').sort()).toEqual(
    ['dataflowendpoints', 'dataflowgraphs', 'dataflowprofiles', 'dataflows'].map((plural) => `${plural}.${AIO}`),
  )
  const explained = await kubectl.run('explain', 'dataflowendpoint.spec.mqttSettings.retain')
  expect(explained).toMatch(/Keep,?\s+Never/)
})

test('access is asked for', async () => {
  expect((await kubectl.run('auth', 'can-i', 'delete', 'dataflowendpoints')).trim()).toBe('yes')
  expect((await kubectl.try('auth', 'can-i', 'delete', 'dataflowendpoints', '--as', 'nobody')).output).toContain('no')
  const forbidden = await kubectl.try('get', 'dataflowendpoints', '--as', 'nobody')
  expect(forbidden.complaint).toContain('cannot list resource "dataflowendpoints"')
})
