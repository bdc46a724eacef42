import { connect } from 'mqtt'
import type { Plant } from '../../e2e/plant.ts'
import { portAnnotation } from '../../sandbox/workloads/types.ts'

type Way = { port: number; servername: string; ca: string; cert: string; key: string }

/** Where the partner's broker listens, and what it takes: by nothing but the objects of the cluster. */
export async function partnerBroker({ cluster }: Plant): Promise<Way> {
  const { core, namespace } = cluster
  const [pod, secret, trusted] = await Promise.all([
    core.readNamespacedPod({ name: 'partner-hq-broker-0', namespace }),
    core.readNamespacedSecret({ name: 'partner-hq-client', namespace }),
    core.readNamespacedConfigMap({ name: 'partner-hq-ca', namespace }),
  ])
  const text = (key: string) => Buffer.from(secret.data?.[key] ?? '', 'base64').toString('utf8')
  return {
    port: Number(pod.metadata?.annotations?.[portAnnotation(8883)]),
    servername: 'partner-hq-broker',
    ca: Object.values(trusted.data ?? {}).join('\n'),
    cert: text('client_cert.pem'),
    key: text('client_key.pem'),
  }
}

/** What ten lines of mqtt.js take for the same: MQTT 5, which this broker refuses, then 3.1.1, one subscription, good-bye. */
export async function bareConnect(way: Way, topic: string): Promise<void> {
  await greeted(way, 5).then(
    () => Promise.reject(new Error('The broker speaks MQTT 5 now: the yardstick greets it once too often.')),
    () => undefined,
  )
  const client = await greeted(way, 4)
  await client.subscribeAsync(topic, { qos: 0 })
  await client.endAsync()
}

function greeted({ port, ...tls }: Way, protocolVersion: 4 | 5) {
  const client = connect(`mqtts://127.0.0.1:${port}`, { ...tls, protocolVersion, reconnectPeriod: 0 })
  return new Promise<typeof client>((resolve, reject) => {
    client.once('connect', () => resolve(client))
    client.once('error', (error) => {
      client.end(true)
      reject(error)
    })
  })
}
