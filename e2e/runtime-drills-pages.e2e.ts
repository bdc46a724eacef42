import type { Page } from '@playwright/test'
import { changeMqtt, giveClientSecret, partnerBroker, scale } from './breaking.ts'
import { cells, connected, expectBridge, expectWell, openWell, orders, quality, took } from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'
import { verdictLine } from './runtime.ts'

test.use({ viewport: { width: 1920, height: 1000 } })

const state = (page: Page) => page.locator('[data-header-state]').locator('[data-state]')
const sideOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Both sides' }).getByRole('article', { name, exact: true })
const timeline = (page: Page) => page.getByRole('list', { name: 'Changes, newest first' }).getByRole('listitem')

/** Follows the link of a bridge's name, without loading a page anew. */
async function openBridge(page: Page, name: string): Promise<void> {
  await cells(page, name).bridge.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('the pages of a bridge and of its endpoint name cause, proof and what to do, and take them back', async ({
  page,
  otherPage,
  plant,
  named,
}) => {
  await openWell(page, plant)
  await openBridge(page, orders)
  await otherPage.goto(`/${plant.instance}/endpoints/partner-hq`)
  for (const screen of [page, otherPage]) await expect(state(screen)).toHaveText('Connected')

  const secret = named('stranger')
  await giveClientSecret(plant, secret, 'stranger', { name: 'plant-07-uplink', days: 10 })
  const brokenAt = Date.now()
  const use = (secretRef: string) =>
    changeMqtt(plant, 'partner-hq', { authentication: { x509CertificateSettings: { secretRef } } })
  await use(secret)

  const cause = 'The broker does not know the CA that issued the endpoint’s client certificate.'
  for (const screen of [page, otherPage]) {
    const card = screen.getByRole('article', { name: cause })
    await expect(card).toContainText('TLS ALERT_UNKNOWN_CA')
    await expect(card).toContainText('Use a client certificate of a CA that the broker trusts')
    await expect(card.getByRole('link', { name: `Secret ${secret}` })).toBeVisible()
    await expect(state(screen)).toHaveText('Disconnected')
  }
  took('cause, proof and fix', brokenAt)
  await expect(page.getByRole('article', { name: cause })).toContainText('Source partner-hq')
  await expect(otherPage.getByRole('article', { name: cause })).toContainText('On 2 sides')
  await expect(sideOf(page, 'Source partner-hq')).toContainText('Disconnected')
  await expect(sideOf(page, 'Destination default')).toContainText('Affected by the other side')
  await expect(timeline(page).filter({ hasText: 'Disconnected' }).first()).toContainText('ALERT_UNKNOWN_CA')
  const uses = otherPage.getByRole('table', { name: 'Bridges that use it' })
  await expect(uses.getByRole('row').filter({ hasText: quality })).toContainText('Disconnected')

  await use('partner-hq-client')
  for (const screen of [page, otherPage]) {
    await expect(state(screen)).toHaveText('Connected')
    await expect(screen.getByRole('article', { name: cause })).toBeHidden()
  }
  await expect(timeline(page).first()).toContainText('Connected')
  await page.getByRole('link', { name: 'Runtime', exact: true }).first().click()
  await expectWell(page)
})

test('a dataflow paused and resumed in the portal', async ({ page, otherPage, plant }) => {
  await openWell(otherPage, plant)
  await page.goto(`/${plant.instance}/dataflows/${quality}`)
  await expect(state(page)).toHaveText('Connected')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(state(page)).toHaveText('Paused')
  await expectBridge(otherPage, quality, { source: 'Paused', destination: 'Paused' })
  await expect(verdictLine(otherPage)).toHaveText('All 2 running bridges are connected, 4 are paused')

  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(state(page)).toHaveText('Connected', { timeout: 20_000 })
  await expectWell(otherPage)
  await expectBridge(otherPage, quality, connected)
})

test('what is affected says so on its endpoint’s page too, and nothing is blamed on it', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}/endpoints/default`)
  await expect(state(page)).toHaveText('Connected')
  await scale(plant, partnerBroker, 0)
  const uses = page.getByRole('table', { name: 'Bridges that use it' })
  for (const bridge of [orders, quality]) {
    await expect(uses.getByRole('row').filter({ hasText: bridge })).toContainText('Affected by the other side')
  }
  await expect(page.getByRole('article').filter({ hasText: 'What we saw' })).toHaveCount(0)
  // It still works for another bridge.
  await expect(state(page)).toHaveText('Connected')
  await scale(plant, partnerBroker, 1)
  await expect(state(page)).toHaveText('Connected')
  for (const bridge of [orders, quality]) {
    await expect(uses.getByRole('row').filter({ hasText: bridge })).toContainText('Connected')
  }
})
