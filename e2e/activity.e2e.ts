import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { isAbout, limitRole } from './access-pictures.ts'
import { passesAxe } from './axe.ts'
import { expect, test, testAlone } from './fixtures.ts'
import { Form, freshness, leaveTable, openEdit } from './form.ts'
import type { Plant } from './plant.ts'

const table = (page: Page): Locator => page.getByRole('region', { name: 'Activity' })

/** The rows about an object, the newest first. */
const about = (page: Page, name: string): Locator => table(page).getByRole('row').filter({ hasText: name })

const details = (page: Page, what: string): Locator =>
  table(page).getByRole('button', { name: `Details: ${what}`, exact: true })

/** The audit lines of the portal's log, in order: those that have arrived whole. */
const audits = (plant: Plant): { operationId: string; object?: string; result: string; who?: string }[] =>
  plant
    .log()
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => (line.includes('"audit"') ? [JSON.parse(line).audit] : []))

/** The line of a change that was made: the log comes here by a way of its own, and may take longer than the screen. */
async function auditOf(plant: Plant, name: string) {
  const done = () => audits(plant).findLast(({ object, result }) => object === name && result === 'done')
  await expect.poll(done).toBeDefined()
  return done()
}

async function kubectl(plant: Plant, ...args: string[]): Promise<void> {
  const options = ['--kubeconfig', join(plant.directory, 'kubeconfig'), '--namespace', plant.cluster.namespace]
  await promisify(execFile)('kubectl', [...options, ...args], { timeout: 30_000 })
}

const open = async (page: Page, plant: Plant, search = ''): Promise<void> => {
  await page.goto(`/${plant.instance}/activity${search}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
}

test('a change through the portal is told live to another operator, from what to what, and as the log has it', async ({
  list: page,
  otherPage,
  plant,
  named,
}) => {
  const name = named('told')
  await plant.cluster.createMqtt(name)
  await open(otherPage, plant)
  const form = await openEdit(page, name)
  await form.fill({ Host: 'broker-2.example.net:8883' })
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await form.apply()

  const what = `Changed Host and Keep alive of ${name}`
  const told = about(otherPage, what)
  await expect(told).toContainText('Done')
  const audit = await auditOf(plant, name)
  await expect(told).toContainText(audit?.operationId ?? 'no audit line')
  await expect(told).toContainText(audit?.who ?? 'no account')

  await details(otherPage, what).click()
  await expect(table(otherPage)).toContainText('broker.example.net:8883→broker-2.example.net:8883')
  await expect(table(otherPage)).toContainText('60 s (default)→30 s')
  await told.getByRole('link', { name }).click()
  await expect(otherPage.getByRole('heading', { level: 1, name })).toBeVisible()
})

test('a write that the cluster refuses is told as refused, with the reason', async ({ list: page, plant, named }) => {
  const name = named('refused')
  await plant.cluster.createMqtt(name)
  const form = await openEdit(page, name)
  await form.fill({ Host: 'broker-2.example.net:8883' })
  await plant.cluster.faults([{ match: { verb: 'patch', resource: 'dataflowendpoints' }, fault: { answer: 403 } }])
  await form.button('Apply').click()
  await expect(form.failure).toBeVisible()
  const operation = /Operation (\w+)/.exec((await form.failure.textContent()) ?? '')?.[1]
  await open(page, plant)
  const told = about(page, `Tried to change Host of ${name}`)
  await expect(told).toContainText('Refused')
  await expect(told).toContainText('the right is missing')
  await expect(told).toContainText(operation ?? 'no operation')
})

test('what kubectl changes is told by the name of the tool, and what it deletes by nobody’s', async ({
  page,
  plant,
  named,
}) => {
  const name = named('by-kubectl')
  await open(page, plant)
  await plant.cluster.createMqtt(name)
  await expect(about(page, `Created ${name}`)).toContainText('kubectl')
  await kubectl(plant, 'patch', 'dataflowendpoint', name, '--type=merge', '-p', '{"spec":{"mqttSettings":{"qos":0}}}')
  const what = `Changed spec.mqttSettings.qos of ${name}`
  await expect(about(page, what)).toContainText('kubectl-patch')
  await details(page, what).click()
  await expect(table(page)).toContainText('not set→0')
  await leaveTable(page)
  await page.getByRole('heading', { level: 1 }).click()
  await plant.cluster.removeEndpoint(name)
  await page.getByRole('searchbox', { name: 'Search activity' }).fill(`Deleted ${name}`)
  await expect(about(page, `Deleted ${name}`)).toContainText('Not known')
})

test('what was begun and never completed is told as unknown', async ({ page, plant, named }) => {
  const name = named('cut-off')
  const begun = new Date(Date.now() - 5 * 60_000).toISOString()
  await plant.cluster.core.createNamespacedEvent({
    namespace: plant.cluster.namespace,
    body: {
      metadata: {
        name: `sluice.${name}`,
        annotations: {
          'sluice/operation': 'abcdefghijkm',
          'sluice/action': 'endpoints.update',
          'sluice/deed': 'change-endpoint',
          'sluice/account': 'olga',
          'sluice/result': 'begun',
          'sluice/begun': begun,
        },
      },
      involvedObject: { kind: 'DataflowEndpoint', name, namespace: plant.cluster.namespace },
      reportingComponent: 'sluice',
    },
  })
  await open(page, plant)
  await page.getByRole('combobox', { name: 'Filter by result' }).selectOption('Result unknown')
  await expect(about(page, `Set out to change ${name}`)).toContainText('Result unknown')
  await expect(table(page).getByRole('row')).toHaveCount(2)
  await expect(page).toHaveURL(/result=unknown/)
  await page.reload()
  await expect(table(page).getByRole('row')).toHaveCount(2)
})

test('new rows wait while the reader is scrolled down, and nothing moves under the pointer', async ({
  page,
  plant,
  named,
}) => {
  const name = named('many')
  for (let at = 0; at < 24; at += 1) await plant.cluster.createMqtt(`${name}-${at}`)
  // Its own rows only: what other tests leave behind may be told at any time.
  await open(page, plant, `?search=${name}`)
  await expect(about(page, `Created ${name}-23`)).toBeVisible()
  // Before that nobody listens to the scrolling.
  await expect(freshness(page)).toHaveText('Live')
  await table(page).evaluate((region) => region.scrollTo(0, 400))
  const there = about(page, `Created ${name}-12`)
  await expect(there).toBeVisible()
  const before = await there.boundingBox()
  for (const at of ['x', 'y', 'z']) await plant.cluster.createMqtt(`${name}-${at}`)
  const waiting = page.getByRole('button', { name: '3 new', exact: true })
  await expect(waiting).toBeVisible()
  expect(await there.boundingBox()).toEqual(before)
  await waiting.click()
  await expect(about(page, `Created ${name}-z`)).toBeVisible()
})

test('is read and narrowed down with the keyboard alone', async ({ page, plant, named }) => {
  const name = named('keys')
  await plant.cluster.createMqtt(`${name}-a`)
  await open(page, plant)
  await page.getByRole('searchbox', { name: 'Search activity' }).focus()
  await page.keyboard.type(name)
  await expect(page).toHaveURL(/search=/)
  await expect(table(page).getByRole('row')).toHaveCount(2)
  await plant.cluster.createMqtt(`${name}-b`)
  await expect(table(page).getByRole('row')).toHaveCount(3)
  const first = details(page, `Created ${name}-b`)
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(first).toHaveAttribute('aria-expanded', 'true')
  // Past what has been opened, and back.
  await page.keyboard.press('ArrowDown')
  await expect(details(page, `Created ${name}-a`)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(table(page).getByRole('row')).toHaveCount(3)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `${name}-b` })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('passes axe with rows, open ones, none, and where nothing matches', async ({ page, plant, named }) => {
      const name = named('axe')
      await plant.cluster.createMqtt(name)
      await plant.cluster.patchEndpoint(name, { spec: { mqttSettings: { qos: 0 } } })
      await open(page, plant)
      await expect(about(page, name).first()).toBeVisible()
      await table(page)
        .getByRole('button', { name: /^Details: / })
        .first()
        .click()
      await passesAxe(page, 'rows')
      await page.getByRole('searchbox', { name: 'Search activity' }).fill('nothing-like-this')
      await expect(page.getByText('Nothing matches')).toBeVisible()
      await passesAxe(page, 'no match')
    })
  })
}

testAlone('the record of a change is completed also when the portal is told to end', async ({ page, plant, named }) => {
  const name = named('ending')
  await plant.cluster.createMqtt(name)
  await page.goto(`/${plant.instance}/endpoints/edit/${name}`)
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await form.fill({ Host: 'broker-2.example.net:8883' })
  await plant.cluster.faults([{ match: { verb: 'patch', resource: 'events' }, fault: { delayMs: 1_000 } }])
  await form.apply()
  await page.close()
  await plant.stopPortal()
  const { items } = await plant.cluster.core.listNamespacedEvent({ namespace: plant.cluster.namespace })
  const recorded = items.filter(({ involvedObject }) => involvedObject.name === name)
  expect(recorded.map(({ message }) => message)).toEqual([expect.stringMatching(/^Changed Host of .*\. Done\./)])
})

testAlone.describe('where people sign in', () => {
  testAlone.use({ signIn: true })

  testAlone(
    'audit-complete: a change of which no record can be written is not made, and says why',
    async ({ as, plant, named }) => {
      const name = named('audited')
      await plant.cluster.createMqtt(name)
      const page = await as('operator')
      await page.goto(`/${plant.instance}/endpoints/edit/${name}`)
      const form = new Form(page, `Edit dataflow endpoint: ${name}`)
      const before = await plant.cluster.endpoint(name)
      await form.fill({ Host: 'broker-2.example.net:8883' })
      await plant.cluster.faults([{ match: { verb: 'create', resource: 'events' }, fault: { answer: 403 } }])
      await form.button('Apply').click()
      await expect(form.failure).toContainText('Nothing was changed, because the record of who changes what')
      await expect(form.failure).toContainText('create and patch events')
      expect(await plant.cluster.endpoint(name)).toEqual(before)

      await plant.cluster.faults([])
      const other = await as('viewer')
      await open(other, plant)
      await form.apply()
      const told = about(other, `Changed Host of ${name}`)
      await expect(told).toContainText('Olga Orlova')
      await expect(told).toContainText('Done')
      const audit = await auditOf(plant, name)
      await expect(told).toContainText(audit?.operationId ?? 'no audit line')
      await expect(told).toContainText(audit?.who ?? 'no account')
    },
  )

  testAlone('who may not list what it is made of is told what is missing', async ({ as, plant }) => {
    await limitRole(plant, 'plant-viewer', (rule) => !isAbout('secretsyncs')(rule))
    const page = await as('viewer')
    await open(page, plant)
    await expect(page.getByText('You cannot see who did what here')).toBeVisible()
    await expect(page.getByText('Needs list on secretsyncs')).toBeVisible()
    await page.goto(`/${plant.instance}/endpoints/default`)
    await expect(page.getByRole('region', { name: 'History' })).toContainText('Needs list on secretsyncs')
  })
})

test('the page of an endpoint tells its own history', async ({ list: page, plant, named }) => {
  const name = named('history')
  await plant.cluster.createMqtt(name)
  const form = await openEdit(page, name)
  await form.fill({ Host: 'broker-2.example.net:8883' })
  await form.apply()
  await page.goto(`/${plant.instance}/endpoints/${name}`)
  const entries = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText(`Changed Host of ${name}`)
  await expect(entries.first()).toContainText('Host: broker.example.net:8883 → broker-2.example.net:8883')
  await expect(entries.last()).toContainText('kubectl')
  await plant.cluster.patchEndpoint(name, { spec: { mqttSettings: { qos: 0 } } })
  await expect(entries.first()).toContainText('spec.mqttSettings.qos: not set → 0')
  await page.getByRole('link', { name: 'Show in Activity' }).click()
  await expect(about(page, name)).toHaveCount(3)
})

// Where people sign in such a change is not made at all: audit-complete.
if (!process.env.SLUICE_E2E_AS) {
  testAlone(
    'where the portal may not record changes in the cluster they are made, and the page says so',
    async ({ page, plant, named }) => {
      const name = named('log-only')
      await plant.cluster.createMqtt(name)
      await plant.cluster.faults([{ match: { verb: 'create', resource: 'events' }, fault: { answer: 403 } }])
      await page.goto(`/${plant.instance}/endpoints/edit/${name}`)
      const form = new Form(page, `Edit dataflow endpoint: ${name}`)
      await form.fill({ Host: 'broker-2.example.net:8883' })
      await form.apply()
      await auditOf(plant, name)
      await open(page, plant)
      await expect(page.getByText('What is changed through this portal stands in its log only.')).toBeVisible()
      await expect(about(page, `Changed spec.mqttSettings.host of ${name}`)).toContainText('Through Sluice')
    },
  )
}
