import type { Locator, Page } from '@playwright/test'
import { expect, test, testAlone } from './fixtures.ts'
import { freshness, leaveTable, row } from './form.ts'

const box = (page: Page, name: string): Locator => page.getByRole('checkbox', { name: `Select ${name}`, exact: true })

const line = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('row').filter({ has: dialog.page().getByRole('rowheader', { name }) })

/** Shows the endpoints of one test only and selects all of them. */
async function selectAll(page: Page, search: string, count: number, said = `${count} selected`): Promise<void> {
  await page.getByRole('searchbox').fill(search)
  await expect(page.getByRole('rowheader')).toHaveCount(count)
  await page.getByRole('checkbox', { name: 'Select all endpoints shown' }).check()
  await expect(page.getByRole('group', { name: 'Selected endpoints' })).toHaveText(new RegExp(`^${said}`))
}

test('rows are selected one by one, by a range, and all that the search shows', async ({
  list: page,
  plant,
  named,
}) => {
  const group = named('pick')
  for (const end of ['a', 'b', 'c', 'd']) await plant.cluster.createMqtt(`${group}-${end}`)
  await page.getByRole('searchbox').fill(group)
  await expect(page.getByRole('rowheader')).toHaveCount(4)
  const bar = page.getByRole('group', { name: 'Selected endpoints' })
  const all = page.getByRole('checkbox', { name: 'Select all endpoints shown' })

  await box(page, `${group}-b`).check()
  await expect(bar).toContainText('1 selected')
  await box(page, `${group}-d`).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('3 selected')
  await expect(box(page, `${group}-c`)).toBeChecked()
  await expect(box(page, `${group}-a`)).not.toBeChecked()
  expect(await all.evaluate((element) => 'indeterminate' in element && element.indeterminate)).toBe(true)

  await page.getByRole('searchbox').fill(`${group}-a`)
  await expect(bar).toContainText('3 selected, 3 not shown')
  await all.check()
  await expect(bar).toContainText('4 selected, 3 not shown')

  // With the keyboard: down a row, and Space.
  await page.getByRole('searchbox').fill(group)
  await box(page, `${group}-a`).focus()
  await page.keyboard.press('ArrowDown')
  await expect(box(page, `${group}-b`)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(bar).toContainText('3 selected')
  await bar.getByRole('button', { name: 'Clear selection' }).click()
  await expect(bar).toBeHidden()
  await expect(box(page, `${group}-a`)).not.toBeChecked()
})

test('a set is deleted but for default and what is in use, until its name is typed, and Undo brings all of it back', async ({
  list: page,
  plant,
  named,
}) => {
  const group = named('many')
  const [free, used, other] = [`${group}-free`, `${group}-used`, `${group}-other`]
  const flow = named('flow')
  const made = await plant.cluster.createMqtt(free, { qos: 0 })
  await plant.cluster.createMqtt(used)
  await plant.cluster.createMqtt(other)
  await plant.cluster.createDataflow(flow, 'default', used)
  await expect(row(page, used)).toContainText(flow)
  await box(page, 'default').check()
  await selectAll(page, group, 3, '4 selected, 1 not shown')
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete 4 endpoints?' })
  await expect(line(dialog, 'default')).toContainText(/Left out.*default endpoint/)
  await expect(line(dialog, used)).toContainText(`${flow} would stop without it.`)
  await expect(line(dialog, free)).toContainText('Will be deleted.')
  await dialog.getByRole('button', { name: 'Delete 2', exact: true }).click()
  await expect(line(dialog, free)).toContainText(/Done.*Deleted\./)
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 done.')
  await dialog.getByRole('button', { name: 'Close' }).click()
  expect(await plant.cluster.exists(free)).toBe(false)
  expect(await plant.cluster.exists(used)).toBe(true)
  expect(await plant.cluster.exists('default')).toBe(true)

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText('2 endpoints are back').first()).toBeVisible()
  expect((await plant.cluster.endpoint(free)).spec).toEqual(made.spec)

  // The name lets it go, as in a single delete.
  await leaveTable(page)
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await box(page, used).check()
  await page.getByRole('button', { name: 'Delete' }).click()
  const single = page.getByRole('alertdialog', { name: 'Delete 1 endpoint?' })
  await single.getByRole('textbox', { name: `Type ${used} to delete it` }).fill(used)
  await single.getByRole('button', { name: 'Delete 1', exact: true }).click()
  await expect(line(single, used)).toContainText('Deleted.')
  await single.getByRole('button', { name: 'Undo 1' }).click()
  await expect(page.getByText('One endpoint is back').first()).toBeVisible()
  expect(await plant.cluster.exists(used)).toBe(true)
})

test('a trusted CA is set for a set, each result is told, and nothing else of it changes', async ({
  list: page,
  plant,
  named,
}) => {
  const group = named('trust')
  const [one, two, bare] = [`${group}-one`, `${group}-two`, `${group}-bare`]
  await plant.cluster.createMqtt(one, { qos: 0, tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'old-ca' } })
  await plant.cluster.createMqtt(two)
  await plant.cluster.createMqtt(bare, { tls: { mode: 'Disabled' } })
  await selectAll(page, group, 3)
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Trusted CA' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set Trusted CA of 3 endpoints' })
  await dialog.getByLabel('Trusted CA', { exact: true }).fill('plant-ca')
  await expect(line(dialog, one)).toContainText('Trusted CA: old-ca → plant-ca.')
  await expect(line(dialog, two)).toContainText('Trusted CA: not set → plant-ca.')
  await expect(line(dialog, bare)).toContainText('Its TLS is off')
  await dialog.getByRole('button', { name: 'Apply to 2' }).click()
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 done.')
  await dialog.getByRole('button', { name: 'Close' }).click()
  const tls = { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'plant-ca' }
  expect(await plant.cluster.settings(one)).toMatchObject({ qos: 0, host: 'broker.example.net:8883', tls })
  expect(await plant.cluster.settings(two)).toMatchObject({ tls })
  expect(await plant.cluster.settings(bare)).toMatchObject({ tls: { mode: 'Disabled' } })
})

test('a set stops at the first failure where that is asked for, and what is left is tried again', async ({
  list: page,
  plant,
  named,
}) => {
  const group = named('stop')
  const names = ['a', 'b', 'c'].map((end) => `${group}-${end}`)
  for (const name of names) await plant.cluster.createMqtt(name)
  await selectAll(page, group, 3)
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Client ID prefix' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set Client ID prefix of 3 endpoints' })
  await dialog.getByLabel('Client ID prefix', { exact: true }).fill('site-a-')
  await dialog.getByRole('checkbox', { name: 'Stop at the first failure' }).check()
  await plant.cluster.faults([
    { match: { verb: 'patch', resource: 'dataflowendpoints', namePrefix: `${group}-b` }, fault: { answer: 403 } },
  ])
  await dialog.getByRole('button', { name: 'Apply to 3' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 of 3 done, 1 failed, 1 not run.')
  await expect(line(dialog, `${group}-a`)).toContainText('Client ID prefix is site-a- now.')
  await expect(line(dialog, `${group}-b`)).toContainText(/Failed.*Operation \w+/)
  await expect(line(dialog, `${group}-c`)).toContainText('Not run')
  expect(await plant.cluster.settings(`${group}-c`)).not.toHaveProperty('clientIdPrefix')

  await plant.cluster.faults([])
  await dialog.getByRole('button', { name: 'Try 2 again' }).click()
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 done.')
  for (const name of names) expect(await plant.cluster.settings(name)).toMatchObject({ clientIdPrefix: 'site-a-' })
})

testAlone.describe('10k-objects', () => {
  testAlone.use({ generated: 10_000 })

  testAlone('all endpoints of a long list are selected at once, and few rows are drawn', async ({ list: page }) => {
    await expect(freshness(page)).toHaveText('Live', { timeout: 30_000 })
    await page.getByRole('checkbox', { name: 'Select all endpoints shown' }).check()
    const bar = page.getByRole('group', { name: 'Selected endpoints' })
    await expect(bar).toHaveText(/^10,0\d\d selected/)
    await page.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('alertdialog', { name: /^Delete 10,0\d\d endpoints/ })
    await expect(dialog).toContainText(/\d+ will be deleted/)
    expect(await page.locator('tr').count()).toBeLessThan(200)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await bar.getByRole('button', { name: 'Clear selection' }).click()
    await expect(bar).toBeHidden()
  })
})
