import type { Locator, Page } from '@playwright/test'
import { changeMqtt, operatorSet, scale } from './breaking.ts'
import { allWell, openWell } from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'
import { Form, freshness } from './form.ts'
import { portalAway } from './guard.ts'
import type { Plant } from './plant.ts'
import { verdictLine } from './runtime.ts'

/** Changes of an endpoint that two bridges use, against the partner's real broker. */

const endpoint = 'partner-hq'
const goodHost = 'partner-hq-broker:8883'
const wrongHost = 'partner-hq-broker:8884'

test.use({ viewport: { width: 1280, height: 900 } })

test.afterEach(async ({ plant }) => {
  await scale(plant, operatorSet, 1)
  await changeMqtt(plant, endpoint, { host: goodHost, keepAliveSeconds: null })
})

const bar = (page: Page, title: string): Locator => page.getByRole('group').filter({ hasText: title })
const onTrial = (page: Page): Locator => bar(page, `A change of “${endpoint}” is on trial.`)
const restored = `The previous settings of “${endpoint}” are restored`
const kept = `The change of “${endpoint}” is kept`

const hostOf = async ({ cluster }: Plant): Promise<unknown> =>
  ((await cluster.settings(endpoint)) as { host?: unknown }).host

const edit = async (page: Page, { instance }: Plant): Promise<Form> => {
  await page.goto(`/${instance}/endpoints/edit/${endpoint}`)
  const form = new Form(page, `Edit dataflow endpoint: ${endpoint}`)
  await form.panel.waitFor()
  return form
}

/** Asks for the change to be tried for so many seconds. */
const tryFor = async (form: Form, seconds: number): Promise<void> => {
  await form.checkbox('Restore the previous settings unless the bridges are back within').check()
  await form.field('Seconds until the previous settings are restored').fill(String(seconds))
}

/** Applies another port, which may lose what is queued, so it is asked once. */
const applyWrongHost = async (form: Form, seconds: number): Promise<void> => {
  await form.fill({ Host: wrongHost })
  await tryFor(form, seconds)
  await form.button('Apply').click()
  const question = form.page.getByRole('alertdialog', { name: `Apply the change of “${endpoint}”?` })
  await expect(question).toContainText(`Host: The sessions at ${goodHost} are left behind`)
  await question.getByRole('button', { name: 'Apply' }).click()
  await expect(form.panel).toBeHidden()
}

const applyKeepAlive = async (form: Form, keepAlive: string, seconds: number): Promise<void> => {
  await form.open('Advanced')
  await form.fill({ 'Keep alive': keepAlive })
  await tryFor(form, seconds)
  await form.apply()
}

test('what applying does is named before it is done: bridges, pods, and what may be lost', async ({ page, plant }) => {
  await openWell(page, plant)
  const form = await edit(page, plant)
  const strip = form.panel.getByRole('region', { name: 'What applying does' })
  const line = strip.getByRole('button', { name: /^Applying reconnects 2 bridges on 1 pod\.$/ })
  await line.click()
  await expect(strip).toContainText('orders-from-partner (source), in profile default')
  await expect(strip).toContainText('quality-to-partner (destination), in profile default')
  await expect(strip).toContainText('aio-dataflow-default-0')
  await expect(strip).toContainText('Nothing that is known.')

  await form.open('Advanced')
  await form.fill({ 'Client ID prefix': 'plant-08-', 'Session expiry': '60' })
  await expect(strip).toContainText('Something may be lost.')
  await expect(strip).toContainText('Dataflows reconnect under a new client ID.')
  await expect(strip).toContainText('The broker keeps queued messages for 60 s')

  await form.button('Review').click()
  const review = page.getByRole('dialog', { name: `Review: changes to “${endpoint}”` })
  await expect(review).toContainText('Applying reconnects 2 bridges on 1 pod.')
  await expect(review).toContainText('Client ID prefix:')
  await review.getByRole('button', { name: 'Back to the form' }).click()

  await form.button('Apply').click()
  const question = page.getByRole('alertdialog', { name: `Apply the change of “${endpoint}”?` })
  await expect(question).toContainText('Client ID prefix: Dataflows reconnect under a new client ID.')
  await question.getByRole('button', { name: 'Back to the form' }).click()
  await expect(form.field('Session expiry')).toHaveValue('60')
  expect(await plant.cluster.settings(endpoint)).not.toHaveProperty('sessionExpirySeconds', 60)
})

test('a wrong port is taken back by itself, and everybody is told why', async ({ page, otherPage, plant }) => {
  await openWell(page, plant)
  await otherPage.goto(`/${plant.instance}`)
  await expect(freshness(otherPage)).toHaveText('Live')
  await applyWrongHost(await edit(page, plant), 20)
  expect(await hostOf(plant)).toBe(wrongHost)

  await page.goto(`/${plant.instance}/endpoints/${endpoint}`)
  await expect(onTrial(page).getByRole('timer')).toHaveText(/^0:[012]\d left\.$|^The time is up/)
  await expect(onTrial(otherPage)).toContainText(
    'Unless orders-from-partner and quality-to-partner are connected again by then, the new Host',
  )
  await expect(bar(page, `${restored}.`)).toContainText(
    'orders-from-partner and quality-to-partner are not back after 20 s. orders-from-partner is disconnected. Cannot connect to the source broker.',
    { timeout: 30_000 },
  )
  await expect(otherPage.getByText(restored).first()).toBeVisible()
  await expect(onTrial(otherPage)).toBeHidden()
  expect(await hostOf(plant)).toBe(goodHost)
  await expect(page.getByText(/Restored the old Host of partner-hq/).first()).toBeVisible()
  await expect(verdictLine(otherPage)).toHaveText(allWell, { timeout: 20_000 })
})

test('a good change is kept by itself once both bridges have told so twice', async ({ page, plant }) => {
  await openWell(page, plant)
  await applyKeepAlive(await edit(page, plant), '41', 120)
  await page.goto(`/${plant.instance}/endpoints/${endpoint}`)
  await expect(bar(page, `${kept}.`)).toContainText('orders-from-partner and quality-to-partner are connected', {
    timeout: 45_000,
  })
  await expect(onTrial(page)).toBeHidden()
  expect(await plant.cluster.settings(endpoint)).toMatchObject({ keepAliveSeconds: 41 })
})

test('it is decided with the tab closed and the portal restarted in between', async ({ page, plant, guard }) => {
  await openWell(page, plant)
  await applyWrongHost(await edit(page, plant), 25)
  await page.close()
  guard.allow(portalAway)
  await plant.stopPortal()
  expect(await hostOf(plant)).toBe(wrongHost)
  await plant.startPortal()
  await expect.poll(() => hostOf(plant), { timeout: 60_000 }).toBe(goodHost)

  const later = await page.context().newPage()
  await later.goto(`/${plant.instance}/endpoints/${endpoint}`)
  await expect(bar(later, `${restored}.`)).toContainText('are not back after 25 s.')
})

test('whoever may change the endpoint keeps a change early, or restores what was before', async ({
  page,
  otherPage,
  plant,
}) => {
  await openWell(page, plant)
  // Nobody reports any more, so nothing is decided but by hand.
  await scale(plant, operatorSet, 0)
  await applyKeepAlive(await edit(page, plant), '42', 600)
  await otherPage.goto(`/${plant.instance}/endpoints`)
  await expect(freshness(otherPage)).toHaveText('Live')
  await onTrial(otherPage).getByRole('link', { name: 'Decide' }).click()
  await expect(otherPage.getByRole('heading', { name: endpoint, level: 1 })).toBeVisible()
  await expect(freshness(otherPage)).toHaveText('Live')
  await expect(onTrial(otherPage).getByRole('button')).toHaveText(['Keep', 'Restore now'])
  await onTrial(otherPage).getByRole('button', { name: 'Keep' }).click()
  await expect(bar(otherPage, `${kept}.`)).toContainText('kept it.')
  await bar(otherPage, `${kept}.`).getByRole('button', { name: 'Dismiss' }).click()
  await expect(bar(otherPage, `${kept}.`)).toBeHidden()
  await expect(otherPage.getByRole('main')).toBeFocused()
  await otherPage.reload()
  await expect(freshness(otherPage)).toHaveText('Live')
  await expect(bar(otherPage, `${kept}.`)).toBeHidden()
  await expect(page.getByText(kept).first()).toBeVisible()
  expect(await plant.cluster.settings(endpoint)).toMatchObject({ keepAliveSeconds: 42 })

  await applyKeepAlive(await edit(page, plant), '43', 600)
  await onTrial(otherPage).getByRole('button', { name: 'Restore now' }).click()
  // Another trial than the one whose end was dismissed.
  await expect(bar(otherPage, `${restored}.`)).toContainText('restored it.')
  expect(await plant.cluster.settings(endpoint)).toMatchObject({ keepAliveSeconds: 42 })
})
