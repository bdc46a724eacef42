import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { freshness } from './form.ts'
import type { Plant } from './plant.ts'
import { bridgeRow, verdictLine } from './runtime.ts'

/** The bridges that every plant has: what they connect is in the sandbox's seed. */
export const orders = 'orders-from-partner'
export const quality = 'quality-to-partner'
export const telemetry = 'telemetry-to-cloud'

export const allWell = 'All 3 running bridges are connected, 3 are paused'

/** The cells of a bridge on a wide screen. */
export const cells = (page: Page, bridge: string) => {
  const row = bridgeRow(page, bridge)
  const all = row.getByRole('cell')
  return {
    bridge: row.getByRole('rowheader'),
    source: all.nth(0),
    destination: all.nth(1),
    since: all.nth(2),
    reason: all.nth(3),
    report: all.nth(4),
    flow: all.nth(5),
    instances: all.nth(7),
  } satisfies Record<string, Locator>
}

/** The word for one side. */
const word = (cell: Locator): Locator => cell.locator('[data-state]')

/** Opens the overview of a plant in which all is well, and marks the page: one that is loaded anew has lost the mark. */
export async function openWell(page: Page, { instance }: Plant, search = ''): Promise<void> {
  await page.goto(`/${instance}${search}`)
  await expect(freshness(page)).toHaveText('Live')
  // Brokers, pods and their first reports come up together with the first plant of a worker.
  await expect(verdictLine(page)).toHaveText(allWell, { timeout: 30_000 })
  await page.evaluate(() => document.documentElement.setAttribute('data-mark', 'first load'))
}

/** All is well again, on the very page that was opened. */
export async function expectWell(page: Page): Promise<void> {
  await expect(verdictLine(page)).toHaveText(allWell, { timeout: 20_000 })
  await expect(page.locator('html')).toHaveAttribute('data-mark', 'first load')
}

export const connected = { source: 'Connected', destination: 'Connected' } as const
export const sourceLost = { source: 'Disconnected', destination: 'Affected by the other side' } as const
export const destinationLost = { source: 'Affected by the other side', destination: 'Disconnected' } as const

/** What the line of a bridge says: a word for each side, and why. */
export type Told = {
  source: string
  destination: string
  reason?: string
  /** What the cluster said, word for word: behind the reason. */
  proof?: RegExp
}

export async function expectBridge(page: Page, bridge: string, told: Told): Promise<void> {
  const { source, destination, reason } = cells(page, bridge)
  await expect(word(source)).toHaveText(told.source)
  await expect(word(destination)).toHaveText(told.destination)
  if (told.reason !== undefined) await expect(reason).toContainText(told.reason)
  if (told.proof) await expect(reason).toHaveAttribute('title', told.proof)
}

/** How far the report's own time may lie after the break: pods notice at once, and the sandbox reports at once. */
const promptMs = 10_000

/** *Since* is the time of the break by the cluster's own report, which counts in whole seconds. */
export async function expectSince(page: Page, bridge: string, brokenAt: number): Promise<void> {
  const times = cells(page, bridge).since.locator('time').first()
  await expect
    .poll(async () => Date.parse((await times.getAttribute('datetime')) ?? ''))
    .toBeGreaterThanOrEqual(Math.floor(brokenAt / 1000) * 1000)
  const since = Date.parse((await times.getAttribute('datetime')) ?? '')
  expect(since - brokenAt, 'since when').toBeLessThan(promptMs)
}

/** Keeps with the test how long something took to be seen. */
export function took(what: string, from: number): void {
  const seconds = ((Date.now() - from) / 1000).toFixed(1)
  test.info().annotations.push({ type: 'seen after', description: `${what}: ${seconds} s` })
}
