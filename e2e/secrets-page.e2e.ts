import type { Locator, Page } from '@playwright/test'
import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { expect, test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import {
  classKind,
  freshPair,
  listedObjects,
  providerClass,
  Run,
  secretData,
  syncKind,
  syncObjects,
} from './secrets.ts'

test.afterEach(({ plant }) => plant.vault.faults([]))

const strip = (page: Page, name: string): Locator =>
  page.locator('li', { has: page.getByRole('heading', { name, exact: true }) })
const link = (page: Page, name: string, label: string): Locator =>
  strip(page, name)
    .getByRole('list', { name: `Chain of ${name}` })
    .getByRole('listitem')
    .filter({ hasText: label })

/** A synced secret of fresh values, made past the portal as the Azure CLI would. */
async function synced(plant: Plant, name: string): Promise<void> {
  const { cert, key } = await freshPair(plant)
  await plant.vault.client.setSecret(`${name}-cert`, cert)
  await plant.vault.client.setSecret(`${name}-key`, key)
  await rewriteClass(plant, (objects) => objects + entry(`${name}-cert`) + entry(`${name}-key`))
  await plant.cluster.custom.createNamespacedCustomObject({
    ...syncKind,
    namespace: plant.cluster.namespace,
    body: {
      apiVersion: `${syncKind.group}/${syncKind.version}`,
      kind: 'SecretSync',
      metadata: { name },
      spec: {
        secretProviderClassName: providerClass,
        serviceAccountName: 'aio-ssc-sa',
        secretObject: {
          type: 'Opaque',
          data: [
            { sourcePath: `${name}-cert`, targetKey: 'client_cert.pem' },
            { sourcePath: `${name}-key`, targetKey: 'client_key.pem' },
          ],
        },
      },
    },
  })
  await expect.poll(() => secretData(plant, name), { timeout: 15_000 }).toBeDefined()
}

const entry = (name: string) => `  - |\n    objectName: ${name}\n    objectType: secret\n`

async function rewriteClass(plant: Plant, change: (objects: string) => string): Promise<void> {
  await plant.cluster.custom.patchNamespacedCustomObject(
    {
      ...classKind,
      namespace: plant.cluster.namespace,
      name: providerClass,
      body: { spec: { parameters: { objects: change(await listedObjects(plant)) } } },
      fieldManager: 'kubectl',
    },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  )
}

/** Opens the page at a secret: vault and Secret are asked for those in view only. */
async function open(page: Page, plant: Plant, name: string): Promise<void> {
  await page.goto(`/${plant.instance}/secrets`)
  await strip(page, name).scrollIntoViewIfNeeded()
}

test('the chain of a synced secret, from the vault to the endpoint that uses it', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}/endpoints`)
  await page.getByRole('link', { name: 'Secrets', exact: true }).click()
  await strip(page, 'partner-hq-client').scrollIntoViewIfNeeded()
  for (const label of ['Key Vault', 'Provider class', 'Sync object', 'Secret', 'Endpoints']) {
    await expect(link(page, 'partner-hq-client', label).filter({ hasText: 'Good' }).first()).toBeVisible()
  }
  await expect(link(page, 'partner-hq-client', 'Endpoints').getByRole('link', { name: 'partner-hq' })).toBeVisible()
  await expect(strip(page, 'partner-hq-client')).toContainText('Valid until')
  await strip(page, 'partner-hq-client').getByText('2 keys, with versions and fingerprints').click()
  await expect(strip(page, 'partner-hq-client').getByRole('row', { name: /client_cert\.pem/ })).toContainText('Same')
})

test('half-synced: a certificate that was renewed without its key is shown with both fingerprints, and ends when equal', async ({
  page,
  plant,
  named,
}) => {
  const name = named('half-synced')
  await synced(plant, name)
  await open(page, plant, name)
  await expect(link(page, name, 'Endpoints').first()).toBeVisible()
  const { cert, key } = await freshPair(plant)
  await plant.vault.faults([{ match: { verb: 'get', namePrefix: `${name}-key` }, fault: { answer: 403 } }])
  await plant.vault.client.setSecret(`${name}-cert`, cert)
  await plant.vault.client.setSecret(`${name}-key`, key)
  const chain = strip(page, name)
  await expect(chain).toContainText('the first break', { timeout: 30_000 })
  await expect(chain).toContainText('do not belong together', { timeout: 30_000 })
  await plant.vault.faults([])
  await chain
    .getByRole('button', { name: `Sync now: ${name}` })
    .first()
    .click()
  await expect(chain).not.toContainText('the first break', { timeout: 30_000 })
  expect((await secretData(plant, name))?.['client_cert.pem']).toBe(cert)
})

test('entries lost from the provider class are found, and one click puts them back', async ({ page, plant, named }) => {
  const name = named('lost')
  await synced(plant, name)
  await open(page, plant, name)
  await rewriteClass(plant, (objects) => objects.replace(entry(`${name}-key`), ''))
  const cell = link(page, name, 'Provider class')
  await expect(cell).toContainText(`“${name}-key” is no longer listed`)
  await expect(cell).toContainText('Broken')
  await cell.getByRole('button', { name: `Add it again: Provider class of ${name}` }).click()
  await expect(cell).toContainText('Good')
  expect(await listedObjects(plant)).toContain(`objectName: ${name}-key`)
})

test('rotate: new versions under the same references arrive in the Secret', async ({ page, plant, named }) => {
  const name = named('rotate')
  await synced(plant, name)
  await open(page, plant, name)
  const { cert, key } = await freshPair(plant)
  await strip(page, name)
    .getByRole('button', { name: `Rotate ${name}` })
    .click()
  const dialog = page.getByRole('dialog', { name: `Rotate “${name}”` })
  await dialog.getByRole('textbox', { name: /X509 client certificate/ }).fill(cert)
  await dialog.getByRole('textbox', { name: /X509 client key/ }).fill(key)
  // At once: whoever is quicker than the workbench need not press twice.
  await dialog.getByRole('button', { name: 'Rotate' }).click()
  const run = new Run(page, /^Rotating/)
  await expect(run.step('Content verified')).toContainText('Done', { timeout: 30_000 })
  await run.root.getByRole('button', { name: 'Close' }).click()
  expect(await plant.vault.versions(`${name}-cert`)).toBe(2)
  expect(await plant.vault.versions(`${name}-key`)).toBe(2)
  const data = await secretData(plant, name)
  expect(data?.['client_cert.pem']).toBe(cert)
  expect(data?.['client_key.pem'] === key).toBe(true)
})

test('deleting one that is used wants its name typed; the vault keeps its values', async ({ page, plant, named }) => {
  const name = named('used')
  await synced(plant, name)
  await plant.cluster.createMqtt(`${name}-ep`, {
    authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: name } },
  })
  await open(page, plant, name)
  await expect(link(page, name, 'Endpoints').getByRole('link', { name: `${name}-ep` })).toBeVisible()
  await strip(page, name)
    .getByRole('button', { name: `Delete ${name}` })
    .click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText(`${name}-ep`)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toContainText(`Type ${name} to confirm.`)
  expect(await syncObjects(plant, name)).toEqual([name])
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  // As long as the dialog is there, it hides what is behind it from locators by role.
  await expect(dialog).toBeHidden()
  await expect(strip(page, name)).toBeHidden()
  expect(await syncObjects(plant, name)).toEqual([])
  await expect.poll(() => secretData(plant, name)).toBeUndefined()
  // The strip goes with the sync object; the provider class is cleared after that.
  await expect.poll(() => listedObjects(plant)).not.toContain(name)
  expect(await listedObjects(plant)).toContain('partner-hq-cert')
  expect(await plant.vault.versions(`${name}-key`)).toBe(1)
})
