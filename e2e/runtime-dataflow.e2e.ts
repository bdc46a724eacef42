import type { Page } from '@playwright/test'
import { passesAxe } from './axe.ts'
import { expect, testAlone as test } from './fixtures.ts'
import { Form, freshness } from './form.ts'
import { patchDataflow, removeDataflow, report } from './runtime.ts'

const name = 'orders-from-partner'

const refused = {
  status: 'Unavailable',
  reasonCode: 'DataflowMqttSourceConnectionFailed',
  message: 'source endpoint "partner-hq": connect ECONNREFUSED 10.0.0.7:8883',
} as const

const sideCard = (page: Page, side: 'Source' | 'Destination') =>
  page.getByRole('article', { name: new RegExp(`^${side} `) })
const timeline = (page: Page) => page.getByRole('list', { name: 'Changes, newest first' }).getByRole('listitem')

async function open(page: Page, instance: string, dataflow = name): Promise<void> {
  await page.goto(`/${instance}/dataflows/${dataflow}`)
  await expect(freshness(page)).toHaveText('Live')
}

test('the page says how both sides stand, since when, why, and what to do', async ({ page, plant }) => {
  await report(plant.cluster, name, refused)
  await open(page, plant.instance)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.locator('[data-header-state]')).toContainText('Disconnected')
  await expect(page.locator('[data-header-state]')).toContainText('Profile default')

  const source = sideCard(page, 'Source')
  await expect(source).toContainText('Disconnected')
  await expect(source).toContainText('5 min')
  await expect(source).toContainText('DataflowMqttSourceConnectionFailed')
  await expect(source).toContainText('orders/plant-07/#')
  await expect(source).toContainText(/dataflow status, reported (just now|\d+ s ago)/)
  await expect(source).toContainText('no counters')
  await expect(sideCard(page, 'Destination')).toContainText('Affected by the other side')

  const card = page.getByRole('article', { name: 'The host answers, but nothing listens on that port.' })
  await expect(card).toContainText('connect ECONNREFUSED 10.0.0.7:8883')
  await expect(card).toContainText('How sure: the words of the report say so.')
  await card.getByRole('link', { name: 'Open partner-hq' }).click()
  const form = new Form(page, 'Edit dataflow endpoint: partner-hq')
  await expect(form.field('Host')).toBeFocused()
})

test('a link to a field of the Advanced tab begins there', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}/endpoints/edit/partner-hq?field=keepAlive`)
  const form = new Form(page, 'Edit dataflow endpoint: partner-hq')
  await expect(form.panel.getByRole('tab', { name: 'Advanced' })).toHaveAttribute('aria-selected', 'true')
  await expect(form.field('Keep alive')).toBeFocused()
})

test('an unknown code stands as it is, and the card says that nobody told the cause', async ({ page, plant }) => {
  await report(plant.cluster, name, {
    status: 'Unavailable',
    reasonCode: 'DataflowSourceEatenByMoths',
    message: 'moths',
  })
  await open(page, plant.instance)
  const card = page.locator('[data-doctor]')
  await expect(card).toContainText('DataflowSourceEatenByMoths')
  await expect(card).toContainText('nobody has told the cause')
})

test('the timeline goes on by itself and says from when on it is first hand', async ({ page, plant }) => {
  await report(plant.cluster, name, { status: 'Available', lasting: 20 * 60_000 })
  await open(page, plant.instance)
  await expect(sideCard(page, 'Source')).toContainText('Connected')
  await expect(page.locator('[data-doctor]')).toHaveCount(0)
  await report(plant.cluster, name, { ...refused, lasting: 0 })
  await expect(sideCard(page, 'Source')).toContainText('Disconnected')
  const failed = timeline(page).filter({ hasText: 'Disconnected' }).first()
  await expect(failed).toContainText('Source partner-hq')
  await expect(failed).toContainText('DataflowMqttSourceConnectionFailed')
  await expect(failed).toContainText(/\d\d:\d\d:\d\d/)
  await expect(page.locator('#timeline')).toContainText(/Watched since \d\d:\d\d:\d\d/)
  await expect(page.locator('#timeline')).toContainText('what is older is from the cluster’s own words')
})

test('pausing says what stops, can be taken back, and resuming needs one press', async ({ page, plant }) => {
  await report(plant.cluster, name, { status: 'Available' })
  await open(page, plant.instance)
  await page.getByRole('button', { name: 'Pause' }).press('Enter')
  const question = page.getByRole('alertdialog', { name: `Pause “${name}”?` })
  await expect(question).toContainText('No message goes from partner-hq to default.')
  await expect(question.getByRole('button', { name: 'Pause' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused()

  await page.getByRole('button', { name: 'Pause' }).click()
  await question.getByRole('button', { name: 'Pause' }).click()
  await expect(question).toBeHidden()
  await expect(page.locator('[data-header-state]')).toContainText('Disabled (paused)')
  await expect(sideCard(page, 'Source')).toContainText('Paused')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(`“${name}” resumed`)).toBeVisible()
  await expect(page.locator('[data-header-state]')).toContainText('Mode Enabled')

  await patchDataflow(plant.cluster, name, { mode: 'Disabled' })
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.locator('[data-header-state]')).toContainText('Mode Enabled')
})

test('who was quicker is said, and so is a refusal', async ({ page, plant }) => {
  await report(plant.cluster, name, { status: 'Available' })
  await open(page, plant.instance)
  await page.getByRole('button', { name: 'Pause' }).click()
  const question = page.getByRole('alertdialog')
  await plant.cluster.faults([{ match: { verb: 'patch', resource: 'dataflows' }, fault: { answer: 403 } }])
  await question.getByRole('button', { name: 'Pause' }).click()
  await expect(question.getByRole('group').filter({ hasText: /Operation \w+/ })).toBeVisible()
  await plant.cluster.faults([])
  await patchDataflow(plant.cluster, name, { mode: 'Disabled' })
  await question.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText(`“${name}” was paused already`)).toBeVisible()
})

test('what happens between the sides is told in words, and what has none as YAML', async ({ page, plant }) => {
  await open(page, plant.instance, 'telemetry-to-cloud')
  const operations = page.locator('#operations')
  await expect(operations).toContainText('Drops messages where temperature < 400')
  await expect(operations).toContainText('Passes all other fields unchanged')
  await expect(operations.getByRole('link', { name: 'event-grid-uplink' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'The dataflow as YAML' })).toContainText('kind: Dataflow')
})

test('a dataflow that is deleted says so, and one that is made appears', async ({ page, plant, guard }) => {
  guard.allow(/status of 404/)
  await plant.cluster.createDataflow('short-lived', 'default', 'partner-hq')
  await open(page, plant.instance, 'short-lived')
  await expect(page.locator('[data-header-state]')).toContainText('Waiting for first report')
  await removeDataflow(plant.cluster, 'short-lived')
  await expect(page.getByText('The dataflow “short-lived” was deleted')).toBeVisible()
  await plant.cluster.createDataflow('short-lived', 'default', 'partner-hq')
  await expect(page.locator('[data-header-state]')).toBeVisible()

  await page.goto(`/${plant.instance}/dataflows/never-was`)
  await expect(page.getByText('There is no dataflow “never-was”')).toBeVisible()
  await expect(page.getByRole('link', { name: 'All bridges' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test('the page and its question pass axe', async ({ page, plant }) => {
      await report(plant.cluster, name, refused)
      await open(page, plant.instance)
      await expect(page.locator('[data-doctor]')).toBeVisible()
      await expect(timeline(page).first()).toBeVisible()
      await passesAxe(page, 'dataflow')
      await page.getByRole('button', { name: 'Pause' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await passesAxe(page, 'question of a pause')
    })
  })
}
