import { connected, expectBridge, expectWell, openWell, orders } from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'
import { removeDataflow, verdictLine } from './runtime.ts'

test.use({ viewport: { width: 1920, height: 1000 } })

const both = (word: string) => ({ source: word, destination: word })

test('a bridge of which nobody reports waits for a first report and then cannot tell: never connected, never failed', async ({
  page,
  plant,
  named,
}) => {
  const name = named('to-event-hub')
  await page.clock.install()
  await openWell(page, plant)
  // The sandbox dials MQTT only, and says nothing of what it cannot dial.
  await plant.cluster.createDataflow(name, 'default', 'telemetry-event-hub')
  await expectBridge(page, name, {
    ...both('Waiting for first report'),
    reason: 'A first report takes about two minutes.',
  })
  await page.clock.runFor('03:30')
  await expectBridge(page, name, {
    ...both('Cannot tell'),
    reason: 'Nothing is reported, though a pod of the profile is ready.',
  })
  await expect(verdictLine(page)).toHaveText(/^1 of 7 bridges does not tell how it stands/)
  await expectBridge(page, orders, connected)
  await removeDataflow(plant.cluster, name)
  await page.getByRole('heading', { level: 1 }).hover()
  await expectWell(page)
})
