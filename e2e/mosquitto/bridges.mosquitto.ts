import { randomBytes } from 'node:crypto'
import { connectAsync } from 'mqtt'
import type { MqttClient } from 'mqtt'
import { Pki } from '../../sandbox/cluster/pki.ts'
import { operations } from '../breaking.ts'
import { connected, expectBridge } from '../bridges.ts'
import { connectivity } from '../cluster.ts'
import { expect, testRunning } from '../fixtures.ts'
import { openNew } from '../form.ts'
import type { Form } from '../form.ts'
import type { Plant } from '../plant.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509 } from '../secrets.ts'
import { startMosquitto } from './broker.ts'
import type { Mosquitto } from './broker.ts'

/** A broker that nobody here wrote as the custom broker: bridges that were built in the browser carry messages over it. */

const user = 'historian'

/** Mosquitto with a certificate of the partner's authority, and somebody who came in with a password. */
const test = testRunning.extend<{ mosquitto: Mosquitto; historian: MqttClient }>({
  viewport: { width: 1920, height: 1000 },
  mosquitto: async ({ plant }, use) => {
    const pki = await Pki.open(`${plant.directory}/pki`)
    const server = await pki.sign('partner', { name: 'mosquitto', days: 10, hosts: ['127.0.0.1', 'localhost'] })
    const password = randomBytes(18).toString('hex')
    plant.privateValues.add('the password of mosquitto', password)
    const mosquitto = await startMosquitto({ server, clientCa: pki.ca('partner'), users: { [user]: password } })
    passwords.set(mosquitto, password)
    await use(mosquitto)
    await mosquitto.stop()
  },
  historian: async ({ plant, mosquitto }, use) => {
    const client = await withPassword(plant, mosquitto, passwords.get(mosquitto) ?? '')
    await use(client)
    await client.endAsync(true)
  },
})

const passwords = new WeakMap<Mosquitto, string>()

async function withPassword(plant: Plant, { ports }: Mosquitto, password: string): Promise<MqttClient> {
  const pki = await Pki.open(`${plant.directory}/pki`)
  return connectAsync(`mqtts://localhost:${ports.password}`, {
    protocolVersion: 5,
    reconnectPeriod: 0,
    connectTimeout: 5_000,
    ca: pki.ca('partner'),
    username: user,
    password,
  })
}

/** The next message below a topic. */
const heard = async (client: MqttClient, filter: string): Promise<string> => {
  const message = new Promise<string>((resolve) => client.once('message', (topic) => resolve(topic)))
  await client.subscribeAsync(filter, { qos: 1 })
  return message
}

const trustPartner = async (form: Form) => {
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
}

async function bridge(plant: Plant, name: string, ends: object[]): Promise<void> {
  const { custom, namespace } = plant.cluster
  await custom.createNamespacedCustomObject({
    ...connectivity,
    namespace,
    plural: 'dataflows',
    body: {
      apiVersion: `${connectivity.group}/${connectivity.version}`,
      kind: 'Dataflow',
      metadata: { name, namespace },
      spec: { profileRef: 'default', mode: 'Enabled', operations: ends },
    },
  })
}

test('over TLS: telemetry of the plant reaches who came with a password, and nobody with a wrong one comes in', async ({
  list,
  plant,
  named,
  mosquitto,
  historian,
}) => {
  const name = named('tls')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: `127.0.0.1:${mosquitto.ports.tls}` })
  await form.choose('Authentication method', 'None')
  await trustPartner(form)
  await form.apply()
  const arrived = heard(historian, `${name}/#`)
  await bridge(plant, name, operations('default', ['plant-07/+/telemetry'], name, `${name}/telemetry`))
  await list.goto(`/${plant.instance}`)
  await expectBridge(list, name, connected)
  expect(await arrived).toBe(`${name}/telemetry`)
  await expect(withPassword(plant, mosquitto, 'a guess')).rejects.toThrow(/not authorized/i)
})

test('over WebSockets: what somebody with a password says reaches the plant', async ({
  list,
  plant,
  named,
  mosquitto,
  historian,
}) => {
  const name = named('web')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: `127.0.0.1:${mosquitto.ports.webSockets}` })
  await form.choose('Authentication method', 'None')
  await trustPartner(form)
  await form.choose('Protocol', 'WebSockets')
  await form.apply()
  // There and back: the same broker is source and destination, over either end.
  const arrived = heard(historian, `${name}/back`)
  await bridge(plant, name, operations(name, [`${name}/out`], name, `${name}/back`))
  await list.goto(`/${plant.instance}`)
  await expectBridge(list, name, connected)
  await historian.publishAsync(`${name}/out`, 'hold the line', { qos: 1 })
  expect(await arrived).toBe(`${name}/back`)
})

test('with mutual TLS: a certificate that was given in the browser carries the bridge, and without it there is none', async ({
  list,
  plant,
  named,
  mosquitto,
  historian,
}) => {
  const name = named('mutual')
  const pair = await freshPair(plant)
  const form = await openX509(list, name)
  await form.fill({ Host: `127.0.0.1:${mosquitto.ports.mutual}` })
  await giveValue(form, certificateSlot, pair.cert)
  await giveValue(form, keySlot, pair.key)
  await trustPartner(form)
  await form.button('Apply').click()
  await finished(plant, form, name)
  const arrived = heard(historian, `${name}/#`)
  await bridge(plant, name, operations('default', ['plant-07/+/telemetry'], name, `${name}/telemetry`))
  await list.goto(`/${plant.instance}`)
  await expectBridge(list, name, connected)
  expect(await arrived).toBe(`${name}/telemetry`)

  const without = named('anonymous')
  await plant.cluster.createMqtt(without, {
    host: `127.0.0.1:${mosquitto.ports.mutual}`,
    tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'partner-hq-ca' },
  })
  await bridge(plant, without, operations('default', ['plant-07/+/telemetry'], without, `${without}/telemetry`))
  await expectBridge(list, without, {
    source: 'Affected by the other side',
    destination: 'Disconnected',
    proof: /TLS ALERT_CERTIFICATE_REQUIRED/,
  })
})
