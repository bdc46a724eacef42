import { connect } from 'mqtt'
import type { MqttClient } from 'mqtt'
import { Pki } from '../sandbox/cluster/pki.ts'
import { portAnnotation } from '../sandbox/workloads/types.ts'
import { expect, testAlone } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509, secretData } from './secrets.ts'

testAlone.use({ workloads: true })

/** What an endpoint's settings say of the way to its broker. */
type Settings = {
  host: string
  tls: { trustedCaCertificateConfigMapRef: string }
  authentication: { x509CertificateSettings: { secretRef: string } }
}

testAlone(
  'the partner’s broker lets in the synced Secret of an endpoint that was built in the browser, and no other certificate',
  async ({ list, plant, named }) => {
    const name = named('partner')
    const pair = await freshPair(plant)
    const form = await openX509(list, name)
    await form.fill({ Host: 'partner-hq-broker:8883' })
    await giveValue(form, certificateSlot, pair.cert)
    await giveValue(form, keySlot, pair.key)
    await form.open('Advanced')
    await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
    await form.button('Apply').click()
    await finished(plant, form, name)

    // From here on as a dataflow would: by nothing but the endpoint, the Secret and the config map that it names.
    const settings = (await plant.cluster.settings(name)) as Settings
    const { host } = new URL(`mqtts://${settings.host}`)
    const secret = (await secretData(plant, settings.authentication.x509CertificateSettings.secretRef)) ?? {}
    const ca = await trusted(plant, settings.tls.trustedCaCertificateConfigMapRef)
    const dial = await dialer(plant, host, ca)

    const client = dial(secret['client_cert.pem'], secret['client_key.pem'])
    expect(await outcome(client)).toBe('connected')
    const order = new Promise<string>((resolve) => client.once('message', (topic) => resolve(topic)))
    await client.subscribeAsync('orders/plant-07/#', { qos: 1 })
    expect(await order).toMatch(/^orders\/plant-07\/line-[12]$/)
    await client.publishAsync('quality/plant-07', 'good', { qos: 1 })
    await client.endAsync(true)

    const pki = await Pki.open(`${plant.directory}/pki`)
    const stranger = await pki.sign('aio', { name: 'stranger-uplink', days: 10 })
    const unlisted = await pki.sign('partner', { name: 'nobody', days: 10 })
    const expired = await pki.sign('partner', { name: 'old-uplink', from: -20, days: -10 })
    expect(await outcome(dial(stranger.cert, stranger.key))).toContain('alert unknown ca')
    expect(await outcome(dial(expired.cert, expired.key))).toContain('alert certificate expired')
    // TLS 1.2 has no alert of its own for this (RFC 5246, 7.4.6).
    expect(await outcome(dial())).toMatch(/alert (handshake failure|certificate required)/)
    expect(await outcome(dial(unlisted.cert, unlisted.key))).toContain('Not authorized')
  },
)

async function trusted({ cluster }: Plant, name: string): Promise<string> {
  const { data = {} } = await cluster.core.readNamespacedConfigMap({ name, namespace: cluster.namespace })
  return Object.values(data).join('\n')
}

/** How to connect to the pod behind a host of the cluster, which listens on a port of this machine. */
async function dialer({ cluster }: Plant, host: string, ca: string) {
  const [service = '', port = ''] = host.split(':')
  const pod = await cluster.core.readNamespacedPod({ name: `${service}-0`, namespace: cluster.namespace })
  const published = pod.metadata?.annotations?.[portAnnotation(Number(port))]
  return (cert?: string, key?: string) =>
    connect(`mqtts://127.0.0.1:${published}`, {
      protocolVersion: 4,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      servername: service,
      ca,
      cert,
      key,
    })
}

/** How the first try ended. */
const outcome = (client: MqttClient): Promise<string> =>
  new Promise((resolve) => {
    client.once('connect', () => resolve('connected'))
    client.once('error', ({ message }) => resolve(message))
    client.once('close', () => resolve('closed'))
  })
