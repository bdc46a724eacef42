import { Agent, request, type RequestOptions } from 'node:https'
import { parseArgs } from 'node:util'
import { KubeConfig } from '@kubernetes/client-node'

/**
 * Fills a cluster: `node sandbox/seed-many.ts --endpoints 10000 [--dataflows N] [--states] [--kubeconfig FILE] [--namespace NS]`.
 * With `--states` each dataflow gets one report, of every kind there is; nobody renews it, so it is believed for 15 minutes.
 *
 * An ordinary client, so it fills any cluster that serves the definitions. The same call makes the same objects; those that exist are
 * left alone. One in fifty is as long and as odd as the rules allow. Take them away with
 * `kubectl delete dataflowendpoints,dataflows -l plant.example/filler=true`.
 */

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '1000' },
    dataflows: { type: 'string' },
    states: { type: 'boolean', default: false },
    kubeconfig: { type: 'string', default: process.env.KUBECONFIG ?? '.sandbox/kubeconfig' },
    namespace: { type: 'string', default: 'azure-iot-operations' },
  },
})

/** Requests under way at a time. */
const LANES = 16

const PLACES = ['hall', 'line', 'press', 'oven', 'packing', 'paint', 'weld', 'dock']
const pick = <T>(values: readonly T[], index: number) => values[index % values.length] as T

const odd = (index: number) => index % 50 === 49

const endpointName = (index: number) => {
  const name = `${pick(PLACES, index)}-${String(index).padStart(5, '0')}`
  return odd(index) ? `${name}-${'x'.repeat(63 - name.length - 1)}` : name
}

const REMARK = '<b>Ünïcode</b> ﷽ \u202eright to left\u202c 工場 & "quotes"'

function spec(index: number): object {
  const host = `${pick(PLACES, index)}-${index}.${odd(index) ? 'very-long-site-name.'.repeat(8) : ''}plant-07.example`
  const tls = { mode: pick(['Enabled', 'Enabled', 'Enabled', 'Disabled'], index) }
  switch (index % 6) {
    case 0:
      return mqtt('aio-broker:18883', 'ServiceAccountToken', {
        serviceAccountTokenSettings: { audience: 'aio-internal' },
      })
    case 1:
      return mqtt(`site-${index}.westeurope-1.ts.eventgrid.azure.net:8883`, 'SystemAssignedManagedIdentity', {
        systemAssignedManagedIdentitySettings: {},
      })
    case 2:
      return mqtt(`${host}:8883`, 'X509Certificate', { x509CertificateSettings: { secretRef: 'partner-hq-client' } })
    case 3:
      return { ...mqtt(`${host}:1883`, 'Anonymous', {}) }
    case 4:
      return {
        endpointType: 'Kafka',
        kafkaSettings: { host: `${host}:9092`, authentication: { method: 'Anonymous' }, tls },
      }
    default:
      return { endpointType: 'LocalStorage', localStorageSettings: { persistentVolumeClaimRef: `archive-${index}` } }
  }
}

const mqtt = (host: string, method: string, settings: object) => ({
  endpointType: 'Mqtt',
  mqttSettings: { host, authentication: { method, ...settings } },
})

const metadata = (name: string, index: number) => ({
  name,
  namespace: values.namespace,
  labels: { 'plant.example/filler': 'true', 'plant.example/place': pick(PLACES, index) },
  ...(odd(index) && { annotations: { 'plant.example/remark': REMARK } }),
})

const GROUP = 'connectivity.iotoperations.azure.com'

const endpoint = (index: number) => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'DataflowEndpoint',
  metadata: metadata(endpointName(index), index),
  spec: spec(index),
})

const dataflowName = (index: number) => `to-${endpointName(index)}`.slice(0, 63)

const dataflow = (index: number) => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'Dataflow',
  metadata: metadata(dataflowName(index), index),
  spec: {
    profileRef: 'default',
    mode: pick(['Enabled', 'Enabled', 'Enabled', 'Enabled', 'Disabled'], index),
    operations: [
      { operationType: 'Source', sourceSettings: { endpointRef: 'default', dataSources: [`plant-07/${index}/#`] } },
      {
        operationType: 'Destination',
        destinationSettings: { endpointRef: endpointName(index), dataDestination: `plant-07/${index}` },
      },
    ],
  },
})

/** Two of three bridges are well; one in twenty has not been reported on. */
const reports = [
  ...Array.from({ length: 13 }, () => ({ status: 'Available' })),
  { status: 'Unavailable', reasonCode: 'DataflowMqttTargetConnectionFailed', message: 'connection refused' },
  { status: 'Unavailable', reasonCode: 'DataflowMqttSourceConnectionFailed', message: 'no route to host' },
  { status: 'Unavailable', reasonCode: 'DataflowMqttSourceSubscriptionFailed', message: 'not authorized' },
  { status: 'Degraded', reasonCode: 'DataflowTransformMapperFailed' },
  { status: 'Unknown', reasonCode: 'DataflowSomethingNew' },
  undefined,
]

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** What its controller would report of a dataflow. */
const status = (index: number): object | undefined => {
  const report = pick(reports, index)
  if (!report) return undefined
  const times = { lastTransitionTime: minutesAgo(1 + (index % 600)), lastUpdateTime: minutesAgo(0) }
  return { status: { healthState: { ...report, ...times } } }
}

const config = new KubeConfig()
config.loadFromFile(values.kubeconfig)
const server = config.getCurrentCluster()?.server ?? ''
const security: RequestOptions = {}
await config.applyToHTTPSOptions(security)
const agent = new Agent({ ...certificatesOf(security), keepAlive: true, maxSockets: LANES })

function certificatesOf({ ca, cert, key }: RequestOptions) {
  return { ca, cert, key }
}

/** Calls `write` for each number below `count`, a few at a time. */
async function each(what: string, count: number, write: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await write(next++)
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: LANES }, lane))
  console.log(`${count} ${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

const create = (plural: string, count: number, make: (index: number) => object) =>
  each(plural, count, (index) => send('POST', plural, make(index), [201, 409]))

const report = (count: number, nameOf: (index: number) => string) =>
  each('reports', count, async (index) => {
    const body = status(index)
    if (body) await send('PATCH', `dataflows/${nameOf(index)}/status`, body, [200])
  })

async function send(method: 'POST' | 'PATCH', path: string, object: object, good: readonly number[]): Promise<void> {
  const url = `${server}/apis/${GROUP}/v1/namespaces/${values.namespace}/${path}?fieldManager=seed-many`
  const body = JSON.stringify(object)
  const headers = {
    ...(security.headers as Record<string, string> | undefined),
    'content-type': method === 'POST' ? 'application/json' : 'application/merge-patch+json',
  }
  const answered = await new Promise<number>((resolve, reject) => {
    const call = request(url, { method, agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    call.once('error', reject).end(body)
  })
  if (!good.includes(answered)) throw new Error(`the cluster answered ${answered} to ${body}`)
}

const endpoints = Number(values.endpoints)
const dataflows = Number(values.dataflows ?? Math.round(endpoints / 2))
await create('dataflowendpoints', endpoints, endpoint)
await create('dataflows', dataflows, dataflow)
if (values.states) await report(dataflows, dataflowName)
agent.destroy()
