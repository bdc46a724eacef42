import {
  changeMqtt,
  deletePod,
  giveClientSecret,
  operations,
  partnerBroker,
  scale,
  setEnvironment,
} from './breaking.ts'
import {
  cells,
  connected,
  destinationLost,
  expectBridge,
  expectSince,
  expectWell,
  openWell,
  orders,
  quality,
  sourceLost,
  telemetry,
  took,
} from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { patchDataflow, verdictLine } from './runtime.ts'

/** Breaks what a bridge of the partner needs, and answers how to heal it. */
type Break = (plant: Plant, name: string) => Promise<() => Promise<void>>

const withSecret = async (plant: Plant, secretRef: string) => {
  const change = (ref: string) =>
    changeMqtt(plant, 'partner-hq', { authentication: { x509CertificateSettings: { secretRef: ref } } })
  await change(secretRef)
  return () => change('partner-hq-client')
}

const withEnvironment = async (plant: Plant, broken: Record<string, string>, good: Record<string, string>) => {
  await setEnvironment(plant, partnerBroker, broken)
  return () => setEnvironment(plant, partnerBroker, good)
}

type Drill = { what: string; proof: RegExp; fault?: 'ConfigurationError'; broken: Break }

/** Each of them takes the partner's broker from both bridges that use it, one on either side. */
const drills: readonly Drill[] = [
  {
    what: 'the broker scaled to zero',
    proof: /TCP ECONNREFUSED/,
    broken: async (plant) => {
      await scale(plant, partnerBroker, 0)
      return () => scale(plant, partnerBroker, 1)
    },
  },
  {
    what: 'a config map with the wrong CA',
    proof: /TLS (UNABLE_TO_\w+|SELF_SIGNED_CERT_IN_CHAIN)/,
    broken: async (plant) => {
      const trust = (ref: string) => changeMqtt(plant, 'partner-hq', { tls: { trustedCaCertificateConfigMapRef: ref } })
      await trust('azure-iot-operations-aio-ca-trust-bundle')
      return () => trust('partner-hq-ca')
    },
  },
  {
    what: 'a client certificate of an authority that the broker does not know',
    proof: /TLS ALERT_UNKNOWN_CA/,
    broken: async (plant, name) => {
      await giveClientSecret(plant, name, 'stranger', { name: 'plant-07-uplink', days: 10 })
      return withSecret(plant, name)
    },
  },
  {
    what: 'an expired client certificate',
    proof: /TLS ALERT_CERTIFICATE_EXPIRED/,
    broken: async (plant, name) => {
      await giveClientSecret(plant, name, 'partner', { name: 'plant-07-uplink', from: -20, days: -10 })
      return withSecret(plant, name)
    },
  },
  {
    what: 'an expired certificate of the broker',
    proof: /TLS CERT_HAS_EXPIRED/,
    broken: (plant) => withEnvironment(plant, { SERVER_CERTIFICATE: 'expired' }, { SERVER_CERTIFICATE: 'valid' }),
  },
  {
    what: 'a client that the broker has taken off its list',
    proof: /MQTT CONNACK 5/,
    broken: (plant) => withEnvironment(plant, { ALLOWED_CLIENTS: 'nobody' }, { ALLOWED_CLIENTS: '*-uplink' }),
  },
  {
    what: 'a Secret that is not there',
    proof: /CONFIG SecretMissing/,
    fault: 'ConfigurationError',
    broken: (plant, name) => withSecret(plant, name),
  },
]

const words = {
  ConnectionFailed: {
    source: 'Cannot connect to the source broker.',
    destination: 'Cannot connect or sign in to the destination broker.',
  },
  ConfigurationError: {
    source: 'The settings of the source are refused.',
    destination: 'The settings of the destination are refused.',
  },
} as const

test.use({ viewport: { width: 1920, height: 1000 } })

for (const { what, proof, fault = 'ConnectionFailed', broken } of drills) {
  test(`${what}: the right side is lost, the other one affected, the third bridge unharmed, and all come back`, async ({
    page,
    plant,
    named,
  }) => {
    await openWell(page, plant)
    const brokenAt = Date.now()
    const heal = await broken(plant, named('drill'))

    await expectBridge(page, orders, { ...sourceLost, reason: words[fault].source, proof })
    took('failure', brokenAt)
    await expect(cells(page, orders).reason).toContainText(`DataflowMqttSource${fault}`)
    await expectBridge(page, quality, { ...destinationLost, reason: words[fault].destination, proof })
    await expect(cells(page, quality).reason).toContainText(`DataflowMqttTarget${fault}`)
    await expectSince(page, orders, brokenAt)
    await expectSince(page, quality, brokenAt)
    await expectBridge(page, telemetry, connected)
    await expect(verdictLine(page)).toHaveText(/^2 of 6 bridges cannot reach partner-hq, since \d\d:\d\d$/)
    await expect(verdictLine(page)).toHaveAttribute('data-verdict', 'bad')

    const healedAt = Date.now()
    await heal()
    await expectWell(page)
    took('recovery', healedAt)
    await expectBridge(page, orders, connected)
    await expectBridge(page, quality, connected)
  })
}

test('the pod of the broker deleted: both bridges say since when they are back', async ({ page, plant }) => {
  await openWell(page, plant)
  const brokenAt = Date.now()
  await deletePod(plant, `${partnerBroker}-0`)
  // It is back so soon that only the time tells.
  await expectSince(page, orders, brokenAt)
  await expectSince(page, quality, brokenAt)
  await expectWell(page)
  took('failure and recovery', brokenAt)
})

test('a refused subscription is the fault of the source, on this bridge alone', async ({ page, plant }) => {
  await openWell(page, plant)
  const read = (topic: string) =>
    patchDataflow(plant.cluster, orders, {
      operations: operations('partner-hq', [topic], 'default', 'plant-07/orders'),
    })
  const brokenAt = Date.now()
  await read('forbidden/#')
  await expectBridge(page, orders, {
    ...sourceLost,
    reason: 'Connected to the source broker, but it refuses the subscription.',
    proof: /MQTT SUBACK 128: .*"forbidden\/#"/,
  })
  took('failure', brokenAt)
  await expect(cells(page, orders).reason).toContainText('DataflowMqttSourceSubscriptionFailed')
  await expectSince(page, orders, brokenAt)
  await expectBridge(page, quality, connected)
  await expect(verdictLine(page)).toHaveText(/^1 of 6 bridges cannot reach partner-hq, since \d\d:\d\d$/)
  await read('orders/plant-07/#')
  await expectWell(page)
})
