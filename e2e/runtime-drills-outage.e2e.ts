import type { Page } from '@playwright/test'
import { partnerBroker, scale } from './breaking.ts'
import {
  cells,
  connected,
  destinationLost,
  expectBridge,
  expectWell,
  openWell,
  orders,
  quality,
  sourceLost,
  telemetry,
} from './bridges.ts'
import { expect, testAlone as test } from './fixtures.ts'
import { freshness } from './form.ts'
import { clusterAway } from './guard.ts'
import { verdictLine } from './runtime.ts'

/** The time of day that the verdict says it is as of. */
const asOfTime = async (page: Page): Promise<string> =>
  /as of (\d\d:\d\d:\d\d)/.exec((await verdictLine(page).textContent()) ?? '')?.[1] ?? ''

test.use({ workloads: true, viewport: { width: 1920, height: 1000 } })

test('the API server gone for a minute: every state says as of when, none changes, and it comes back by itself', async ({
  page,
  plant,
  guard,
}) => {
  test.slow()
  guard.allow(clusterAway)
  await openWell(page, plant)
  await scale(plant, partnerBroker, 0)
  await expectBridge(page, orders, sourceLost)
  await expectBridge(page, quality, destinationLost)

  await plant.killCluster()
  await expect(freshness(page)).toHaveText(/Cluster unreachable, showing \d\d:\d\d:\d\d/)
  const asOf = /^2 of 6 bridges cannot reach partner-hq, since \d\d:\d\d \(as of \d\d:\d\d:\d\d\)$/
  await expect(verdictLine(page)).toHaveText(asOf)
  const saidFirst = await asOfTime(page)
  await expect(page.getByText(/Every state below is as of \d\d:\d\d:\d\d/)).toBeVisible()

  // The age of the last report goes on, and tells that the minute is over.
  await expect(cells(page, telemetry).report).toHaveText('1 min ago', { timeout: 80_000 })
  await expect(verdictLine(page)).toHaveText(asOf)
  // The kind that was heard of longest ago decides, and its watch may have been the last to break: older, never newer.
  expect((await asOfTime(page)) <= saidFirst, 'nothing is said to be newer than it is').toBe(true)
  await expectBridge(page, orders, sourceLost)
  await expectBridge(page, quality, destinationLost)
  await expectBridge(page, telemetry, connected)

  await plant.restartCluster()
  await expect(freshness(page)).toHaveText('Live', { timeout: 20_000 })
  await expect(page.getByText(/Every state below is as of/)).toBeHidden()
  await expectBridge(page, telemetry, connected)
  await expectBridge(page, orders, sourceLost)
  await expect(verdictLine(page)).toHaveText(/^2 of 6 bridges cannot reach partner-hq, since \d\d:\d\d$/)
  await scale(plant, partnerBroker, 1)
  await expectWell(page)
})
