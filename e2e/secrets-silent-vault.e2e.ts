import { expect, testAlone as test } from './fixtures.ts'
import { keySlot, openPart, openX509 } from './secrets.ts'

test('a vault that does not answer: said after seconds, given up within twelve, and Retry reads it', async ({
  list,
  plant,
  named,
  guard,
}) => {
  // The portal answers what the vault did.
  guard.allow(/console: Failed to load resource.*\/vault\//, /answer 50[34]: .*\/vault\//)
  await plant.vault.faults([{ match: { verb: 'list' }, fault: { hang: true } }])
  const form = await openX509(list, named('silent'))
  const { root } = await openPart(form, keySlot)
  await expect(root.getByRole('status').filter({ hasText: 'Reading the vault' })).toBeVisible()
  await expect(root).toContainText(`The vault “${plant.vault.name}” takes long to answer.`, { timeout: 5_000 })
  await expect(root).toContainText('did not answer in time', { timeout: 9_000 })
  await expect(root).not.toContainText('takes long')
  await expect(root).toContainText('Not read')

  // Out of order altogether: the same way out.
  await plant.vault.faults([{ match: { verb: 'list' }, fault: { answer: 503 } }])
  await root.getByRole('button', { name: 'Retry' }).click()
  await expect(root.getByRole('searchbox')).toBeFocused()
  await expect(root).toContainText('cannot answer now', { timeout: 12_000 })

  await plant.vault.faults([])
  await root.getByRole('button', { name: 'Retry' }).click()
  await expect(root.getByRole('radio', { name: 'packing-key' })).toBeVisible()
  await expect(root.getByRole('button', { name: 'Retry' })).toBeHidden()
})

test('a vault that refuses its list names the role that is missing; an empty one says what to do', async ({
  list,
  plant,
  named,
  guard,
}) => {
  guard.allow(/console: Failed to load resource.*\/vault\//)
  await plant.vault.faults([{ match: { verb: 'list' }, fault: { answer: 403 } }])
  const form = await openX509(list, named('refused'))
  const { root } = await openPart(form, keySlot)
  await expect(root).toContainText('The portal may not list secrets')
  await expect(root).toContainText('Key Vault Reader')
  await plant.vault.faults([])
  await root.getByRole('button', { name: 'Refresh' }).click()
  await expect(root.getByRole('radio', { name: 'packing-key' })).toBeVisible()

  // A refresh that fails takes nothing away: what was read stays to choose from, with its age and why it is not newer.
  await plant.vault.faults([{ match: { verb: 'list' }, fault: { answer: 403 } }])
  await root.getByRole('button', { name: 'Refresh' }).click()
  await expect(root).toContainText('The portal may not list secrets')
  await expect(root).toContainText(/The list below was read (just now|\d+ s ago)\./)
  await root.getByRole('radio', { name: 'packing-key' }).check()
  await plant.vault.faults([])
  await root.getByRole('button', { name: 'Retry' }).click()
  await expect(root).not.toContainText('The portal may not list secrets')
  await expect(root.getByRole('radio', { name: 'packing-key' })).toBeChecked()

  const names = await plant.vault.names('')
  await Promise.all(names.map((name) => plant.vault.client.beginDeleteSecret(name)))
  await root.getByRole('button', { name: 'Refresh' }).click()
  await expect(root).toContainText('The vault has no secrets')
  await expect(root).toContainText('Create new')
})
