import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'

/**
 * Fills a cluster: `node sandbox/seed-many.ts --endpoints 10000 [--dataflows N] [--kubeconfig FILE] [--namespace NS]`.
 *
 * An ordinary client, so it fills any cluster that serves the definitions. The same call makes the same objects; those that exist are
 * left alone. One in fifty is as long and as odd as the rules allow. Take them away with
 * `kubectl delete dataflowendpoints,dataflows -l plant.example/filler=true`.
 */

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '1000' },
    dataflows: { type: 'string' },
    kubeconfig: { type: 'string', default: process.env.KUBECONFIG ?? '.sandbox/kubeconfig' },
    namespace: { type: 'string', default: 'azure-iot-operations' },
  },
})

/** Requests under way at a time. */
const LANES = 16

interface Connection {
  server: string
  ca: string
  token: string
}

interface Kubeconfig {
  clusters: { cluster: { server: string; 'certificate-authority-data': string } }[]
  users: { user: { token: string } }[]
}

function connection(file: string): Connection {
  const { clusters, users } = parse(readFileSync(file, 'utf8')) as Kubeconfig
  const [cluster] = clusters
  const [user] = users
  if (!cluster || !user) throw new Error(`${file} names no cluster or no user`)
  const ca = Buffer.from(cluster.cluster['certificate-authority-data'], 'base64').toString('utf8')
  return { server: cluster.cluster.server, ca, token: user.user.token }
}

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

const dataflow = (index: number) => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'Dataflow',
  metadata: metadata(`to-${endpointName(index)}`.slice(0, 63), index),
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

async function fill(plural: string, count: number, make: (index: number) => object): Promise<void> {
  const { server, ca, token } = connection(values.kubeconfig)
  const agent = new Agent({ ca, keepAlive: true, maxSockets: LANES })
  const url = `${server}/apis/${GROUP}/v1/namespaces/${values.namespace}/${plural}?fieldManager=seed-many`
  let next = 0
  const lane = async () => {
    while (next < count) {
      const body = JSON.stringify(make(next))
      next += 1
      const status = await post(url, agent, token, body)
      if (status !== 201 && status !== 409) throw new Error(`the cluster answered ${status} to ${body}`)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: LANES }, lane))
  agent.destroy()
  console.log(`${count} ${plural} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

function post(url: string, agent: Agent, token: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const call = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    call.once('error', reject).end(body)
  })
}

const endpoints = Number(values.endpoints)
const dataflows = Number(values.dataflows ?? Math.round(endpoints / 2))
await fill('dataflowendpoints', endpoints, endpoint)
await fill('dataflows', dataflows, dataflow)
