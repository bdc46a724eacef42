import type { Locator, Page } from '@playwright/test'
import { expect, testAlone as test } from './fixtures.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509, Run, secretData } from './secrets.ts'
import type { Plant } from './plant.ts'

test.beforeEach(async ({ plant }) => {
  const { extensions } = plant.cluster
  await extensions.deleteCustomResourceDefinition({ name: 'secretsyncs.secret-sync.x-k8s.io' })
})

const strip = (page: Page, name: string): Locator =>
  page.locator('li', { has: page.getByRole('heading', { name, exact: true }) })

/** The keys of a Secret, or none when it is not there. */
const keysOf = async (plant: Plant, name: string) => Object.keys((await secretData(plant, name)) ?? {})

/** A form on which a new secret can be made: the portal has seen that there is no sync. */
async function directForm(page: Page, plant: Plant, name: string) {
  await page.goto(`/${plant.instance}/secrets`)
  await expect(
    page.getByRole('status').filter({ hasText: 'The Secret Store extension is not on this cluster' }),
  ).toContainText('rotation is by hand', { timeout: 30_000 })
  await page.getByRole('main').getByRole('link', { name: 'Dataflow endpoints' }).click()
  const { cert, key } = await freshPair(plant)
  const form = await openX509(page, name)
  await expect(form.panel).toContainText('The portal writes the Kubernetes Secret itself.')
  await giveValue(form, certificateSlot, cert)
  await giveValue(form, keySlot, key)
  return { form, cert, key }
}

test('without the Secret Store extension the portal writes the Secret itself, which then has its chain', async ({
  list,
  plant,
  named,
}) => {
  const { core, namespace } = plant.cluster
  const name = named('direct')
  const secret = `${name}-tls`
  const { form, cert, key } = await directForm(list, plant, name)
  await form.button('Apply').click()
  await finished(plant, form, name)
  const data = await secretData(plant, secret)
  expect(data?.['client_cert.pem']).toBe(cert)
  expect(data?.['client_key.pem'] === key).toBe(true)
  const { metadata } = await core.readNamespacedSecret({ namespace, name: secret })
  expect(metadata?.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'sluice' })
  expect(await plant.vault.versions(`${secret}-key`)).toBe(1)

  // A chain of its own kind.
  await list.goto(`/${plant.instance}/secrets`)
  const own = strip(list, secret)
  await expect(own).toContainText('Written by Sluice, rotation is manual')
  await expect(own).toContainText('Valid until')
  const links = own.getByRole('list', { name: `Chain of ${secret}` }).getByRole('listitem')
  await expect(links).toHaveCount(3)
  for (const at of [0, 1, 2]) await expect(links.nth(at)).toContainText('Good')
  await expect(links.last().getByRole('link', { name })).toBeVisible()

  // A newer version in the vault does not arrive by itself.
  const second = await freshPair(plant)
  await plant.vault.client.setSecret(`${secret}-cert`, second.cert)
  await plant.vault.client.setSecret(`${secret}-key`, second.key)
  await list.reload()
  await expect(own).toContainText('the vault holds a newer value')
  await own.getByRole('button', { name: `Write again: Secret, written by Sluice of ${secret}` }).click()
  await expect(own).not.toContainText('the vault holds a newer value')
  expect((await secretData(plant, secret))?.['client_cert.pem']).toBe(second.cert)
  expect(await plant.vault.versions(`${secret}-key`)).toBe(2)

  // Rotated by hand.
  const third = await freshPair(plant)
  await own.getByRole('button', { name: `Rotate ${secret}` }).click()
  const rotate = list.getByRole('dialog', { name: `Rotate “${secret}”` })
  await rotate.getByRole('textbox', { name: /X509 client certificate/ }).fill(third.cert)
  await rotate.getByRole('textbox', { name: /X509 client key/ }).fill(third.key)
  await rotate.getByRole('button', { name: 'Rotate' }).click()
  const run = new Run(list, /^Rotating/)
  await expect(run.step('Content verified')).toContainText('Done')
  await run.root.getByRole('button', { name: 'Close' }).click()
  expect((await secretData(plant, secret))?.['client_key.pem'] === third.key).toBe(true)
  expect(await plant.vault.versions(`${secret}-cert`)).toBe(3)

  // Deleted, guarded by its use.
  await own.getByRole('button', { name: `Delete ${secret}` }).click()
  const deletion = list.getByRole('alertdialog')
  await expect(deletion).toContainText(name)
  await deletion.getByRole('button', { name: 'Delete' }).click()
  await expect(deletion).toContainText(`Type ${secret} to confirm.`)
  expect(await keysOf(plant, secret)).toHaveLength(2)
  await deletion.getByRole('textbox').fill(secret)
  await deletion.getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => keysOf(plant, secret)).toEqual([])
  await expect(deletion).toBeHidden()
  await expect(own).toBeHidden()
  // Asked for under the right that deleting a Secret needs, not under that of a sync object.
  await expect.poll(() => plant.log()).toContain('"action":"secrets.delete-written"')
  expect(plant.log()).not.toContain('"action":"secrets.delete"')
  expect(await plant.vault.versions(`${secret}-key`)).toBe(3)
})

test('a Secret that the cluster refuses to take: said as the step’s outcome, and Retry writes it', async ({
  list,
  plant,
  named,
}) => {
  const name = named('refused')
  const secret = `${name}-tls`
  const { form, key } = await directForm(list, plant, name)
  await plant.cluster.faults([
    { match: { verb: 'create', resource: 'secrets', namePrefix: name }, fault: { answer: 403 } },
  ])
  await form.button('Apply').click()
  const run = new Run(list)
  await run.failsAt('Write the Secret')
  await expect(run.root).toContainText(/not allow|may not/)
  await expect(run.root).toContainText('The values are saved in Key Vault, not yet in use by the endpoint.')
  expect(await keysOf(plant, secret)).toEqual([])
  expect(await plant.cluster.exists(name)).toBe(false)
  await plant.cluster.faults([])
  await run.retry.click()
  await finished(plant, form, name)
  expect((await secretData(plant, secret))?.['client_key.pem'] === key).toBe(true)
  expect(await plant.vault.names(name)).toEqual([`${secret}-cert`, `${secret}-key`])
  for (const stored of [`${secret}-cert`, `${secret}-key`]) expect(await plant.vault.versions(stored)).toBe(1)
})
