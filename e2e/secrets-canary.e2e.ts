import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509, Run, secretData } from './secrets.ts'
import { traceOutside } from './trace.ts'

// That no private value turns up outside of vault and Secret is looked at after every test that opens a page (guard.ts).
// Here are the flows in which the most could come out, looked at in the middle as well.

test.afterEach(({ plant }) => plant.vault.faults([]))

/** Builds an endpoint with a failure on the way, so that failures are heard too; `failed` runs while that stands. */
async function build(page: Page, plant: Plant, name: string, failed: () => Promise<void>): Promise<void> {
  const { cert, key } = await freshPair(plant)
  await page.goto(`/${plant.instance}/endpoints`)
  const form = await openX509(page, name)
  await giveValue(form, certificateSlot, cert)
  await giveValue(form, keySlot, key)
  await plant.vault.faults([{ match: { verb: 'set', namePrefix: `${name}-tls-key` }, fault: { answer: 403 } }])
  await form.button('Apply').click()
  const run = new Run(page)
  await run.failsAt('Store in Key Vault')
  await failed()
  await plant.vault.faults([])
  await run.retry.click()
  await finished(plant, form, name)
}

test('canary-secret: a private key turns up nowhere but in vault and Secret', async ({ page, plant, named, guard }) => {
  const name = named('canary')
  await build(page, plant, name, () => guard.heard.look())

  await page.goto(`/${plant.instance}/secrets`)
  await page.getByRole('button', { name: `Rotate ${name}-tls` }).click()
  const { cert, key } = await freshPair(plant)
  const dialog = page.getByRole('dialog', { name: /^Rotate/ })
  await dialog.getByRole('textbox', { name: /X509 client certificate/ }).fill(cert)
  await dialog.getByRole('textbox', { name: /X509 client key/ }).fill(key)
  await guard.heard.look()
  await dialog.getByRole('button', { name: 'Rotate' }).click()
  const rotation = new Run(page, /^Rotating/)
  await expect(rotation.step('Content verified')).toContainText('Done', { timeout: 30_000 })
  await guard.heard.look()
  await rotation.root.getByRole('button', { name: 'Close' }).click()
  await page.goto(`/${plant.instance}/endpoints/${name}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()

  // The values are where they belong and the places were really heard, so that finding nothing means something.
  expect((await secretData(plant, `${name}-tls`))?.['client_key.pem'] === key).toBe(true)
  const places = await guard.heard.placesOf(`${name}-tls`)
  expect(places).toEqual(expect.arrayContaining(['live stream', 'page and its storage']))
  expect(places.filter((place) => place.startsWith('answer of'))).not.toEqual([])
  await expect.poll(() => plant.log()).toContain('secrets.store')
})

test('canary-secret: a trace of the browser holds a key only where it was typed and in the request that stores it', async ({
  page,
  plant,
  named,
}, testInfo) => {
  const name = named('traced')
  const path = testInfo.outputPath('trace.zip')
  await page.context().tracing.start({ snapshots: true, screenshots: true, sources: false })
  await build(page, plant, name, () => Promise.resolve())
  await page.goto(`/${plant.instance}/secrets`)
  await expect(page.getByRole('heading', { name: `${name}-tls` })).toBeVisible()
  await page.context().tracing.stop({ path })
  const { own, rest } = await traceOutside(path)
  expect(plant.privateValues.find(own)).not.toEqual([])
  expect(rest).toContain(`${name}-tls`)
  expect(plant.privateValues.find(rest)).toEqual([])
})

test('canary-secret: the suite itself leaves no trace behind', ({}, testInfo) => {
  expect(testInfo.project.use.trace).toBe('off')
  expect(testInfo.project.use.video).toBe('off')
})
