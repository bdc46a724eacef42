import { passesAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { openNew } from './form.ts'
import { certificateSlot, freshPair, openPart, openX509, Run } from './secrets.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('secret dialogs and a failed run pass axe', async ({ list: page, plant, named }) => {
      const { cert } = await freshPair(plant)
      const form = await openX509(page, named('axe'))
      const dialog = await openPart(form, certificateSlot)
      await expect(dialog.root.getByRole('radio', { name: 'packing-cert' })).toBeVisible()
      await passesAxe(page, 'picker')
      await dialog.createNew()
      await dialog.root.getByRole('button', { name: 'Add', exact: true }).click()
      await passesAxe(page, 'create new with errors')
      await dialog.value.fill(cert)
      await expect(dialog.workbench).toContainText('client certificate')
      await passesAxe(page, 'workbench')
      await dialog.add()
      await form.button('Apply').click()
      await expect(form.panel.getByText('Add the client key.')).toBeVisible()
      await passesAxe(page, 'parts with what is missing')
    })

    test('Secrets page, rotation, deletion and trusted CA pass axe', async ({ page, plant }) => {
      await page.goto(`/${plant.instance}/secrets`)
      await page.getByText('2 keys, with versions and fingerprints').first().click()
      await passesAxe(page, 'chains')
      await page.getByRole('button', { name: 'Rotate partner-hq-client' }).click()
      const rotate = page.getByRole('dialog', { name: /^Rotate/ })
      await rotate.getByRole('button', { name: 'Rotate', exact: true }).click()
      await passesAxe(page, 'rotation with errors')
      await rotate.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Delete partner-hq-client' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await passesAxe(page, 'deletion')
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
      await page.goto(`/${plant.instance}/endpoints`)
      const form = await openNew(page, 'Custom MQTT Broker')
      await form.open('Advanced')
      await form.button('Create from PEM').click()
      await expect(page.getByRole('dialog', { name: 'Create a trusted CA config map' })).toBeVisible()
      await passesAxe(page, 'trusted CA')
    })

    test('a run that failed passes axe', async ({ list: page, plant, named }) => {
      const name = named('axe-run')
      await plant.cluster.core.createNamespacedSecret({
        namespace: plant.cluster.namespace,
        body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${name}-tls` } },
      })
      const form = await openX509(page, name)
      for (const slot of ['X509 client certificate', 'X509 client key'] as const) {
        const dialog = await openPart(form, slot)
        await dialog.root.getByRole('radio', { name: slot.endsWith('key') ? 'packing-key' : 'packing-cert' }).check()
        await dialog.add()
      }
      await form.button('Apply').click()
      await new Run(page).failsAt('Create the sync object')
      await passesAxe(page, 'failed run')
    })
  })
}
