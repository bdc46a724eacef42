import type { Page } from '@playwright/test'
import { partnerBroker, scale } from './breaking.ts'
import { openWell, orders, quality } from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'
import { freshness } from './form.ts'
import type { Plant } from './plant.ts'

const toasts = (page: Page) => page.getByRole('region', { name: 'Notifications on screen' }).getByRole('status')

/**
 * Opens a screen that shows no bridges, and waits until it watches them: the code for that comes once the page has settled
 * and draws nothing, but it looks after the page's title from the same moment on.
 */
async function openList(page: Page, { instance }: Plant): Promise<void> {
  await page.addInitScript(() => {
    const { observe } = MutationObserver.prototype
    MutationObserver.prototype.observe = function (target, options) {
      if (target === document.head && options?.characterData) document.body.setAttribute('data-watched', '')
      observe.call(this, target, options)
    }
  })
  await page.goto(`/${instance}/endpoints`)
  await expect(freshness(page)).toHaveText('Live')
  await expect(page.locator('body[data-watched]')).toBeAttached()
}

test('a bridge that fails is told on whatever screen is open, kept, counted in the title, and taken back', async ({
  page,
  plant,
}) => {
  await openWell(page, plant)
  await openList(page, plant)
  const title = await page.title()
  await expect(toasts(page)).toHaveCount(0)

  await scale(plant, partnerBroker, 0)
  const lost = toasts(page).filter({ hasText: 'A bridge failed' })
  await expect(lost).toHaveCount(2)
  await expect(lost.filter({ hasText: orders })).toContainText(
    `${orders} lost its source partner-hq. Cannot connect to the source broker.`,
  )
  await expect(lost.filter({ hasText: quality })).toContainText(`${quality} lost its destination partner-hq.`)
  await expect(page.getByRole('region', { name: 'Notifications on screen' }).getByRole('alert')).toHaveCount(0)
  await expect(page).toHaveTitle(`(2) ${title}`)
  await expect(page.getByRole('button', { name: 'Notifications, 2 new' })).toBeVisible()

  await lost.filter({ hasText: quality }).getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(new RegExp(`/dataflows/${quality}$`))
  await expect(page.getByRole('heading', { level: 1, name: quality })).toBeVisible()
  await page.goBack()

  await scale(plant, partnerBroker, 1)
  const back = toasts(page).filter({ hasText: 'A bridge is back' })
  await expect(back.filter({ hasText: `${orders} is connected again.` })).toBeVisible()
  await expect(lost).toHaveCount(0)
  await expect(page).toHaveTitle(title)
  await page.getByRole('button', { name: /^Notifications/ }).click()
  const kept = page.getByRole('dialog').getByRole('listitem')
  await expect(kept.filter({ hasText: 'A bridge failed' })).toHaveCount(2)
  await expect(kept.filter({ hasText: 'A bridge is back' })).toHaveCount(2)
})

test('what is broken when a page opens is no news; that it is back is', async ({ page, plant }) => {
  await openWell(page, plant)
  await scale(plant, partnerBroker, 0)
  await expect(page.getByText(/^2 of 6 bridges cannot reach partner-hq/)).toBeVisible()
  await openList(page, plant)
  const title = await page.title()
  expect(title).not.toMatch(/^\(/)
  await scale(plant, partnerBroker, 1)
  await expect(toasts(page).filter({ hasText: 'A bridge is back' })).toHaveCount(2)
  await page.getByRole('button', { name: /^Notifications/ }).click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('dialog')).not.toContainText('A bridge failed')
  await expect(page).toHaveTitle(title)
})

test('what fails before the page has come to rest is told once it has', async ({ page, plant }) => {
  // As on a machine that is busy with other things: the page's idle time comes when the test says so.
  await page.addInitScript(() => {
    const waiting: IdleRequestCallback[] = []
    window.requestIdleCallback = (callback) => waiting.push(callback)
    window.addEventListener('come-to-rest', () => {
      for (const callback of waiting.splice(0)) callback({ didTimeout: false, timeRemaining: () => 50 })
    })
  })
  await openWell(page, plant)
  await scale(plant, partnerBroker, 0)
  await expect(page.getByText(/^2 of 6 bridges cannot reach partner-hq/)).toBeVisible()
  await expect(toasts(page)).toHaveCount(0)
  await page.evaluate(() => window.dispatchEvent(new Event('come-to-rest')))
  await expect(toasts(page).filter({ hasText: 'A bridge failed' })).toHaveCount(2)
  await scale(plant, partnerBroker, 1)
  await expect(toasts(page).filter({ hasText: 'A bridge is back' })).toHaveCount(2)
})
