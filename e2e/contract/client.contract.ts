import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  Watch,
  ApiException,
} from '@kubernetes/client-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AIO, configMap, endpoint, TestCluster, type Wire } from './cluster.ts'

/** The JavaScript client that the portal is built on, with nothing of the portal between. */

let cluster: TestCluster
let config: KubeConfig
beforeAll(async () => {
  cluster = await TestCluster.start()
  config = new KubeConfig()
  config.loadFromFile(cluster.kubeconfig)
})
afterAll(() => cluster.stop())

const resource = () => ({ group: AIO, version: 'v1', namespace: cluster.namespace, plural: 'dataflowendpoints' })

test('works on custom objects', async () => {
  const api = config.makeApiClient(CustomObjectsApi)
  const write = { fieldManager: 'contract', fieldValidation: 'Strict' }
  const made = (await api.createNamespacedCustomObject({ ...resource(), ...write, body: endpoint('client') })) as Wire
  const { resourceVersion } = made.metadata
  const patched = (await api.patchNamespacedCustomObject(
    {
      ...resource(),
      ...write,
      name: 'client',
      body: { metadata: { resourceVersion }, spec: { mqttSettings: { qos: 0 } } },
    },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  )) as Wire
  expect(patched.spec).toMatchObject({ mqttSettings: { qos: 0 } })
  const listed = (await api.listNamespacedCustomObject({ ...resource(), limit: 10 })) as Wire
  expect(listed.items.map(({ metadata }) => metadata.name)).toEqual(['client'])
  const body = { preconditions: { uid: made.metadata.uid } }
  await api.deleteNamespacedCustomObject({ ...resource(), name: 'client', body })
  const missing = await api
    .getNamespacedCustomObject({ ...resource(), name: 'client' })
    .catch((error: unknown) => error)
  expect(missing).toBeInstanceOf(ApiException)
  expect((missing as ApiException<unknown>).code).toBe(404)
})

test('works on core objects', async () => {
  const api = config.makeApiClient(CoreV1Api)
  const { namespace } = cluster
  await api.createNamespacedConfigMap({ namespace, body: configMap('client', { a: 'b' }) })
  const read = await api.readNamespacedConfigMap({ namespace, name: 'client' })
  expect(read.data).toEqual({ a: 'b' })
  expect(read.metadata?.creationTimestamp).toBeInstanceOf(Date)
  const replaced = await api.replaceNamespacedConfigMap({
    namespace,
    name: 'client',
    body: { ...read, data: { a: 'c' } },
  })
  expect(replaced.data).toEqual({ a: 'c' })
  const status = await api.deleteNamespacedConfigMap({ namespace, name: 'client' })
  expect(status.status).toBe('Success')
})

test('watches', async () => {
  const seen = new Promise<string>((resolve, reject) => {
    const path = `/apis/${AIO}/v1/namespaces/${cluster.namespace}/dataflowendpoints`
    const watching = new Watch(config).watch(
      path,
      { allowWatchBookmarks: true },
      (type: string, object: Wire) => {
        if (type !== 'ADDED') return
        resolve(object.metadata.name)
        void watching.then((controller) => controller.abort())
      },
      (error: unknown) => (error ? reject(error as Error) : undefined),
    )
  })
  await cluster.post(cluster.endpoints, endpoint('watched'))
  expect(await seen).toBe('watched')
})
