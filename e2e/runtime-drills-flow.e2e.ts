import { defaultProfileSet, deletePod, partnerBroker, setEnvironment } from './breaking.ts'
import { cells, connected, expectBridge, expectWell, openWell, orders, telemetry } from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'

test.use({ viewport: { width: 1920, height: 1000 } })

/** A rate and the age of the last message: `12/min, 5 s ago`. */
const counted = String.raw`[\d.]+/(s|min|h), (just now|\d+ s ago)`

/** Counters are read every ten seconds, and a rate needs two readings. */
const twoReadings = { timeout: 30_000 }

test('where the way to the pods is closed there are no counters, and never a zero; then rates and ages come', async ({
  page,
  plant,
}) => {
  await plant.cluster.faults([{ match: { verb: 'get', resource: 'pods' }, fault: { answer: 403 } }])
  await openWell(page, plant)
  const { flow } = cells(page, telemetry)
  await expect(flow).toHaveText('no counters', twoReadings)
  await expect(flow.getByTitle('The cluster does not allow the portal to read the metrics of pods')).toBeVisible()

  await plant.cluster.faults([])
  // A refusal is not asked about again for a while, but a new pod is another question.
  await deletePod(plant, `${defaultProfileSet}-0`)
  const rates = new RegExp(String.raw`^In: ${counted}( \(profile\))?Out: ${counted}$`)
  await expect(flow).toHaveText(rates, twoReadings)
  await expect(cells(page, orders).flow).toHaveText(new RegExp(`^In: ${counted}Out: `), twoReadings)
  await expectWell(page)
})

test('connected and silent is amber, and still connected', async ({ page, plant }) => {
  await page.clock.install()
  await openWell(page, plant)
  const { flow, source } = cells(page, orders)
  await expect(flow).toContainText(new RegExp(`In: ${counted}`), twoReadings)
  await setEnvironment(plant, partnerBroker, { ORDERS_EVERY_SECONDS: '0' })
  await expectWell(page)
  await expectBridge(page, orders, connected)
  await page.clock.runFor('02:30')
  await expect(flow).toContainText(/In: silent for \d min/)
  await expect(source).toContainText('silent for')
  await expectBridge(page, orders, connected)
  await setEnvironment(plant, partnerBroker, { ORDERS_EVERY_SECONDS: '5' })
})
