import {
  ageReport,
  changeMqtt,
  defaultProfileSet,
  deletePod,
  operations,
  operatorSet,
  partnerBroker,
  podNames,
  retain,
  scale,
  setImage,
} from './breaking.ts'
import {
  cells,
  connected,
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
import { patchDataflow, verdictLine } from './runtime.ts'

test.use({ viewport: { width: 1920, height: 1000 } })

const both = (word: string) => ({ source: word, destination: word })

test('a profile without pods: all of its bridges are down, whatever was last reported', async ({ page, plant }) => {
  await openWell(page, plant)
  const brokenAt = Date.now()
  await scale(plant, defaultProfileSet, 0)
  for (const bridge of [orders, quality, telemetry]) {
    await expectBridge(page, bridge, { ...both('Pods down'), reason: 'The profile “default” has no pods.' })
    await expect(cells(page, bridge).instances).toHaveText('0 of 1 ready')
  }
  took('failure', brokenAt)
  await expectSince(page, telemetry, brokenAt)
  await expect(verdictLine(page)).toHaveText(/^3 of 6 bridges are down: no pod of default is ready, since \d\d:\d\d$/)
  await expect(verdictLine(page)).toHaveAttribute('data-verdict', 'bad')
  await scale(plant, defaultProfileSet, 1)
  await expectWell(page)
  await expect(cells(page, orders).instances).toHaveText('1 of 1 ready')
})

test('a profile whose pod crashes: its bridges are down since then, and why', async ({ page, plant }) => {
  await openWell(page, plant)
  const brokenAt = Date.now()
  await setImage(plant, defaultProfileSet, 'dataflow', 'sandbox.invalid/broken:1')
  await expectBridge(page, telemetry, {
    ...both('Pods down'),
    reason: 'The pod of the profile “default” is not ready. CrashLoopBackOff',
    proof: /there is no program broken/,
  })
  took('failure', brokenAt)
  await expectSince(page, telemetry, brokenAt)
  await expect(verdictLine(page)).toHaveText(/^3 of 6 bridges are down: no pod of default is ready, since \d\d:\d\d$/)
  await setImage(plant, defaultProfileSet, 'dataflow', 'sandbox.invalid/dataflow:1')
  // Kubernetes waits for somebody to do so ("StatefulSets", forced rollback).
  await deletePod(plant, `${defaultProfileSet}-0`)
  await expectWell(page)
})

test('a dataflow paused and resumed', async ({ page, plant }) => {
  await openWell(page, plant)
  const pausedAt = Date.now()
  await patchDataflow(plant.cluster, quality, { mode: 'Disabled' })
  await expectBridge(page, quality, both('Paused'))
  took('paused', pausedAt)
  await expectSince(page, quality, pausedAt)
  await expect(verdictLine(page)).toHaveText('All 2 running bridges are connected, 4 are paused')
  await patchDataflow(plant.cluster, quality, { mode: 'Enabled' })
  await expectWell(page)
  await expectBridge(page, quality, connected)
})

test('a report gone stale is neither healthy nor broken, and fresh again with the operator', async ({
  page,
  plant,
}) => {
  await page.clock.install()
  await openWell(page, plant)
  await scale(plant, operatorSet, 0)
  // It would write over what is written here.
  await expect.poll(() => podNames(plant)).not.toContain(`${operatorSet}-0`)
  await ageReport(plant, telemetry, 16 * 60_000)
  // A dataflow that is only just there is given some minutes, however old its report is.
  await page.clock.runFor('03:30')
  await expectBridge(page, telemetry, {
    ...both('Stale'),
    reason: 'The last report is older than 15 minutes. It said that all was well.',
  })
  await expect(cells(page, telemetry).since).toContainText(/\d min/)
  await expect(cells(page, telemetry).report).toHaveText(/^(19|20) min ago$/)
  await expectBridge(page, orders, connected)
  await expect(verdictLine(page)).toHaveText(
    /^1 of 6 bridges has not reported for more than 15 minutes, since (\d+ \w+ )?\d\d:\d\d$/,
  )
  await expect(verdictLine(page)).toHaveAttribute('data-verdict', 'neutral')
  await scale(plant, operatorSet, 1)
  await expectWell(page)
  await expectBridge(page, telemetry, connected)
})

test('a token of the wrong audience is refused by the local broker', async ({ page, plant, named }) => {
  const name = named('audience')
  const local = (audience: string) => ({
    host: 'aio-broker:18883',
    authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience } },
    tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'azure-iot-operations-aio-ca-trust-bundle' },
  })
  await openWell(page, plant)
  await plant.cluster.createMqtt(name, local('aio-internal'))
  await plant.cluster.createDataflow(name, name, 'default')
  await expectBridge(page, name, connected)
  const brokenAt = Date.now()
  await changeMqtt(plant, name, local('somebody-else'))
  await expectBridge(page, name, {
    ...sourceLost,
    reason: 'Cannot connect to the source broker.',
    proof: /MQTT CONNACK 4/,
  })
  took('failure', brokenAt)
  await expectSince(page, name, brokenAt)
  await expect(verdictLine(page)).toContainText(`1 of 7 bridges cannot reach ${name}`)
  await changeMqtt(plant, name, local('aio-internal'))
  await expectBridge(page, name, connected)
  await expect(verdictLine(page)).toHaveText('All 4 running bridges are connected, 3 are paused')
})

test('Event Grid cuts whoever keeps the mark of retained messages: degraded, with the reason', async ({
  page,
  plant,
  named,
}) => {
  const name = named('keeps')
  await retain(plant, `${name}/state`, 'on')
  const { hostType, mqttSettings } = (await plant.cluster.endpoint('event-grid-uplink')).spec
  await plant.cluster.createEndpoint(name, { endpointType: 'Mqtt', hostType, mqttSettings })
  await changeMqtt(plant, name, { retain: 'Keep' })
  const read = (topic: string) =>
    patchDataflow(plant.cluster, name, { operations: operations('default', [topic], name, 'plant-07/states') })
  await openWell(page, plant)
  await plant.cluster.createDataflow(name, 'default', name)
  await expectBridge(page, name, connected)
  const brokenAt = Date.now()
  await read(`${name}/#`)
  await expectBridge(page, name, {
    source: 'Affected by the other side',
    destination: 'Degraded',
    proof: /MQTT CLOSED: .*instead of taking a retained message/,
  })
  took('failure', brokenAt)
  await changeMqtt(plant, name, { retain: 'Never' })
  await read('plant-07/+/quality')
  await expectBridge(page, name, connected)
})

test('another browser sees the same, in the picture with the state on the line', async ({ page, otherPage, plant }) => {
  await openWell(page, plant)
  await openWell(otherPage, plant, '?view=picture')
  const picture = otherPage.getByRole('application', { name: 'Picture of the bridges' })
  const line = (words: string) => picture.getByRole('link', { name: words, exact: true })
  await expect(line(`${orders}: Connected, partner-hq to default`)).toBeVisible()
  await scale(plant, partnerBroker, 0)
  await expectBridge(page, orders, sourceLost)
  await expect(line(`${orders}: Disconnected, partner-hq to default`)).toBeVisible()
  await expect(line(`${quality}: Disconnected, default to partner-hq`)).toBeVisible()
  await expect(line(`${telemetry}: Connected, default to event-grid-uplink`)).toBeVisible()
  await expect(verdictLine(otherPage)).toHaveText((await verdictLine(page).textContent()) ?? '')
  await scale(plant, partnerBroker, 1)
  await expectWell(page)
  await expectWell(otherPage)
  await expect(line(`${orders}: Connected, partner-hq to default`)).toBeVisible()
})
