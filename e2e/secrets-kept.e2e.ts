import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import {
  addButton,
  certificateSlot,
  finished,
  freshPair,
  giveValue,
  keySlot,
  openPart,
  openX509,
  part,
} from './secrets.ts'

/** A line from the middle of a key: nothing else can hold it. */
const markOf = (key: string) => key.split('\n')[1] ?? ''

/** Everything that the portal answers about a secret and its vault. */
async function answers(page: Page, plant: Plant, secret: string, endpoint: string): Promise<string[]> {
  const { instance, vault } = plant
  const paths = [
    `/api/${instance}/secrets`,
    `/api/${instance}/secrets/${secret}`,
    `/api/${instance}/written-secrets`,
    `/api/${instance}/vault/${vault.name}?fresh`,
    `/${instance}/secrets`,
    `/${instance}/endpoints/${endpoint}`,
    `/${instance}/endpoints/edit/${endpoint}`,
  ]
  return Promise.all(
    paths.map(async (path) => {
      const answer = await page.request.get(path)
      expect(answer.status(), path).toBe(200)
      return answer.text()
    }),
  )
}

test('secret-write-only: after saving, nothing returns the value, and replacing starts empty', async ({
  list,
  plant,
  named,
}) => {
  const name = named('write-only')
  const secret = `${name}-tls`
  const { cert, key } = await freshPair(plant)
  const form = await openX509(list, name)
  await giveValue(form, certificateSlot, cert)
  await giveValue(form, keySlot, key)
  await form.button('Apply').click()
  await finished(plant, form, name)
  expect((await plant.vault.value(`${secret}-key`)) === key).toBe(true)

  const said = await answers(list, plant, secret, name)
  expect(said.filter((text) => text.includes(secret))).not.toEqual([])
  expect(markOf(key)).toHaveLength(64)
  for (const text of said) {
    expect(text.includes(markOf(key))).toBe(false)
    expect(text).not.toContain('PRIVATE KEY')
  }

  // What may be known of it is shown: until when it lasts and its public fingerprint.
  await list.goto(`/${plant.instance}/secrets`)
  const strip = list.locator(`[data-secret="${secret}"]`)
  // Only what is in view is read, and others may stand above it.
  await strip.scrollIntoViewIfNeeded()
  await expect(strip).toContainText('Valid until')
  await strip.getByText('2 keys, with versions and fingerprints').click()
  const row = strip.getByRole('row', { name: /client_key\.pem/ })
  await expect(row.getByTitle(/^[0-9a-f]{64}$/)).toHaveCount(2)

  await strip.getByRole('button', { name: `Rotate ${secret}` }).click()
  const fields = list.getByRole('dialog', { name: /^Rotate/ }).locator('textarea')
  await expect(fields).toHaveCount(2)
  for (const field of await fields.all()) {
    await expect(field).toHaveValue('')
    await expect(field).toHaveAttribute('autocomplete', 'off')
  }
})

/** Whatever a browser session keeps on the machine, and what its pages would be restored from. */
async function kept(context: BrowserContext, page: Page): Promise<string> {
  const storage = await context.storageState({ indexedDB: true })
  const own = await page.evaluate(async () => [
    { ...localStorage },
    { ...sessionStorage },
    history.state,
    window.name,
    await caches.keys(),
    (await indexedDB.databases()).map(({ name }) => name),
  ])
  return JSON.stringify([storage, own])
}

test('form-draft: no reload, way back or crash finds a private key kept', async ({ list, plant, named }) => {
  const name = named('draft')
  const context = list.context()
  const { cert, key } = await freshPair(plant)
  const clean = async (page: Page) => {
    const all = await kept(context, page)
    expect(all.includes(markOf(key))).toBe(false)
    expect(all).not.toContain('PRIVATE KEY')
  }
  /** A form with a key in it, and the dialog with the key typed once more: as much as there can be to lose. */
  const fill = async (page: Page) => {
    const form = await openX509(page, name)
    await giveValue(form, certificateSlot, cert)
    await giveValue(form, keySlot, key)
    await expect(part(form, keySlot)).toContainText('new, stored on Apply')
    await form.button(`Remove ${keySlot}`).click()
    const dialog = await openPart(form, keySlot)
    await dialog.createNew()
    await dialog.value.fill(key)
    await expect(dialog.workbench).toContainText('The key belongs to the certificate')
    // Browsers keep what stands in fields for when a page comes back, but for those that say so.
    for (const field of await dialog.root.locator('textarea').all())
      await expect(field).toHaveAttribute('autocomplete', 'off')
    await clean(page)
  }
  const emptyForm = async (page: Page) => {
    await page.goto(`/${plant.instance}/endpoints`)
    const form = await openX509(page, name)
    await expect(addButton(form, keySlot)).toBeVisible()
    const dialog = await openPart(form, keySlot)
    await dialog.createNew()
    await expect(dialog.value).toHaveValue('')
  }

  await fill(list)
  await list.reload()
  await clean(list)
  await expect(list.locator('body')).not.toContainText('new, stored on Apply')
  await emptyForm(list)

  await list.goto(`/${plant.instance}/endpoints`)
  await fill(list)
  await list.goto(`/${plant.instance}/secrets`)
  await expect(list.getByRole('heading', { name: 'Secrets', exact: true })).toBeVisible()
  await list.goBack()
  await clean(list)
  await expect(list.locator('body')).not.toContainText('new, stored on Apply')
  await emptyForm(list)

  await list.goto(`/${plant.instance}/endpoints`)
  await fill(list)
  const crashed = list.waitForEvent('crash')
  const session = await context.newCDPSession(list)
  session.send('Page.crash').catch(() => undefined)
  await crashed
  const after = await context.newPage()
  await list.close()
  await after.goto(`/${plant.instance}/endpoints`)
  await clean(after)
  await emptyForm(after)
})
