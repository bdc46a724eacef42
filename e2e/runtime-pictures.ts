import type { Page } from '@playwright/test'
import { partnerBroker, scale } from './breaking.ts'
import { orders } from './bridges.ts'
import { freshness } from './form.ts'
import type { Plant } from './plant.ts'
import { bridgeRow } from './runtime.ts'

type Shot = (screen: string) => Promise<unknown>

/** Takes the partner's broker away, as a power cut does, and lets the counters of the others be read twice. */
export async function loseThePartner(page: Page, plant: Plant): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(`${plant.url}/${plant.instance}`)
  await bridgeRow(page, 'telemetry-to-cloud').getByText(/\/s/).filter({ visible: true }).first().waitFor()
  await scale(plant, partnerBroker, 0)
  await bridgeRow(page, orders).getByText('Disconnected').waitFor()
}

/** The runtime screens of an instance whose partner cannot be reached. */
export async function runtimeScreens(page: Page, { url, instance }: Plant, shot: Shot): Promise<void> {
  await page.goto(`${url}/${instance}`)
  await bridgeRow(page, orders).getByText('Disconnected').waitFor()
  await bridgeRow(page, 'telemetry-to-cloud').getByText(/\/s/).filter({ visible: true }).first().waitFor()
  await live(page)
  await shot('runtime')
  await page.goto(`${url}/${instance}?view=picture`)
  await page.locator('.react-flow__node').first().waitFor()
  await live(page)
  await shot('picture')
  await page.goto(`${url}/${instance}/dataflows/${orders}`)
  await page.getByText('Disconnected').first().waitFor()
  await live(page)
  await shot('dataflow')
  await page.goto(`${url}/${instance}/endpoints/partner-hq`)
  await page.getByText('Disconnected').first().waitFor()
  await live(page)
  await shot('endpoint-runtime')
}

const live = (page: Page) => freshness(page).filter({ hasText: 'Live' }).waitFor()
