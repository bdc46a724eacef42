import { X509Certificate } from 'node:crypto'
import { makeChain } from './certificates.ts'
import { expect, test } from './fixtures.ts'
import {
  certificateSlot,
  finished,
  freshPair,
  giveValue,
  intermediatesSlot,
  keySlot,
  openPart,
  openX509,
  part,
  secretData,
} from './secrets.ts'

const derOf = (pem: string) => Buffer.from(new X509Certificate(pem).raw)

test('a file is dropped on the field, another one chosen, and text pasted', async ({ list, plant, named }) => {
  const { cert, key } = await freshPair(plant)
  const form = await openX509(list, named('three-ways'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()

  const file = { name: 'client.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(cert) }
  await dialog.value.drop({ files: file })
  await expect(dialog.value).toHaveValue(cert)
  await expect(dialog.workbench).toContainText('fresh-uplink')

  // A binary file is put into PEM on the way, and that is said.
  const chooser = list.waitForEvent('filechooser')
  await dialog.root.getByRole('button', { name: 'Choose file' }).click()
  await (await chooser).setFiles({ name: 'client.der', mimeType: 'application/octet-stream', buffer: derOf(cert) })
  await expect(dialog.root.getByRole('list', { name: 'About the file' })).toContainText(
    'The file was binary (DER); it is stored as PEM.',
  )
  await expect(dialog.value).toHaveValue(cert)
  await dialog.add()

  await list.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const other = await openPart(form, keySlot)
  await other.createNew()
  await list.evaluate((text) => navigator.clipboard.writeText(text), key)
  await other.value.focus()
  await list.keyboard.press('Control+V')
  await expect(other.value).toHaveValue(key)
  await expect(other.workbench).toContainText('The key belongs to the certificate')
  await other.add()
  await expect(part(form, keySlot)).toContainText('new, stored on Apply')
})

test('the chain is drawn from the client’s own certificate upwards, and stored in its order', async ({
  list,
  plant,
  named,
}) => {
  const name = named('chain')
  const { certificates, key } = await makeChain('press-7', 'Plant CA', 'Region CA', 'Company Root')
  plant.privateValues.add('the key of the chain', key)
  const [leaf = '', plantCa = '', region = ''] = certificates
  const form = await openX509(list, name)
  await giveValue(form, certificateSlot, leaf)
  await giveValue(form, keySlot, key)
  const dialog = await openPart(form, intermediatesSlot)
  await dialog.createNew()
  await dialog.value.fill(plantCa + region)
  await expect(dialog.workbench.getByRole('listitem')).toHaveText([
    /^press-7 client certificate, until/,
    /^Plant CA intermediate, until/,
    /^Region CA intermediate, until/,
    'signed by “Company Root”, which is not among what was pasted: the broker has to have it',
  ])
  await dialog.add()
  await form.button('Apply').click()
  await finished(plant, form, name)
  expect((await secretData(plant, `${name}-tls`))?.['client_intermediate_certs.pem']).toBe(plantCa + region)
})

test('intermediates in the wrong order are refused, and one click puts them right', async ({ list, named }) => {
  const { certificates } = await makeChain('press-7', 'Plant CA', 'Region CA', 'Company Root')
  const [leaf = '', plantCa = '', region = ''] = certificates
  const form = await openX509(list, named('order'))
  await giveValue(form, certificateSlot, leaf)
  const dialog = await openPart(form, intermediatesSlot)
  await dialog.createNew()
  await dialog.value.fill(region + plantCa)
  await expect(dialog.workbench).toContainText(
    'The intermediate certificates are in the wrong order: each has to certify the one before it.',
  )
  await dialog.refuses()
  await dialog.root.getByRole('button', { name: 'Put them in order' }).click()
  await expect(dialog.value).toHaveValue(plantCa + region)
  await dialog.add()
  await expect(part(form, intermediatesSlot)).toContainText('new, stored on Apply')
})

test('a link that is missing is named, and what hangs in the air can be left out', async ({ list, named }) => {
  const { certificates } = await makeChain('press-7', 'Plant CA', 'Region CA', 'Company Root')
  const [leaf = '', plantCa = '', region = ''] = certificates
  const form = await openX509(list, named('gap'))
  await giveValue(form, certificateSlot, leaf)
  const dialog = await openPart(form, intermediatesSlot)
  await dialog.createNew()
  await dialog.value.fill(region)
  await expect(dialog.workbench).toContainText(
    'The chain has a gap: the certificate of “Plant CA” is missing, and without it “Region CA” does not connect to the client certificate.',
  )
  await expect(dialog.workbench).toContainText('Add the certificate of “Plant CA”.')
  await expect(dialog.workbench.getByRole('button', { name: 'Leave out “Region CA”' })).toBeVisible()
  await dialog.refuses()
  await dialog.value.fill(plantCa + region)
  await expect(dialog.workbench).not.toContainText('The chain has a gap')
  await dialog.add()
})

test('a certificate that does not belong to the chain is refused, the root is said to be needless', async ({
  list,
  named,
}) => {
  const { certificates } = await makeChain('press-7', 'Plant CA', 'Company Root')
  const [leaf = '', plantCa = '', root = ''] = certificates
  const [, stranger = ''] = (await makeChain('other', 'Stranger CA', 'Other Root')).certificates
  const form = await openX509(list, named('stranger'))
  await giveValue(form, certificateSlot, leaf)
  const dialog = await openPart(form, intermediatesSlot)
  await dialog.createNew()
  await dialog.value.fill(plantCa + root + stranger)
  await expect(dialog.workbench).toContainText('“Stranger CA” is not part of the client certificate’s chain.')
  await expect(dialog.workbench).toContainText('“Company Root” is the root: the broker has it already')
  await dialog.refuses()
  await dialog.root.getByRole('button', { name: 'Leave out “Stranger CA”' }).click()
  await expect(dialog.value).toHaveValue(plantCa)
  await dialog.add()
})

test('an authority’s certificate in the client’s place moves to the intermediates with one click', async ({
  list,
  named,
}) => {
  const { certificates } = await makeChain('press-7', 'Plant CA', 'Company Root')
  const [leaf = '', plantCa = ''] = certificates
  const form = await openX509(list, named('authority'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.fill(plantCa)
  await expect(dialog.workbench).toContainText('“Plant CA” is the certificate of an authority, not of a client.')
  await dialog.refuses()
  await dialog.root.getByRole('button', { name: 'Move to X509 intermediate certificates' }).click()
  await expect(dialog.value).toHaveValue('')
  await dialog.value.fill(leaf)
  await expect(dialog.workbench.getByRole('listitem').filter({ hasText: 'Plant CA intermediate' })).toBeVisible()
  await dialog.add()
  await expect(part(form, intermediatesSlot)).toContainText('new, stored on Apply')
})

test('the expiration date is the certificate’s own and is stored with all parts of the pair', async ({
  list,
  plant,
  named,
}) => {
  const name = named('expiry')
  const { cert, key } = await freshPair(plant, { days: 120 })
  const ends = new Date(new X509Certificate(cert).validTo)
  const form = await openX509(list, name)
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await expect(dialog.root.getByRole('checkbox', { name: 'Set expiration date' })).not.toBeChecked()
  await dialog.value.fill(cert)
  await expect(dialog.root.getByRole('checkbox', { name: 'Set expiration date' })).toBeChecked()
  await expect(dialog.root.getByLabel('Expiration date (UTC)')).toHaveValue(ends.toISOString().slice(0, 16))
  await expect(dialog.root).toContainText('Taken from the client certificate.')
  await dialog.add()
  await giveValue(form, keySlot, key)
  await form.button('Apply').click()
  await finished(plant, form, name)
  for (const secret of [`${name}-tls-cert`, `${name}-tls-key`]) {
    const { properties } = await plant.vault.client.getSecret(secret)
    expect(properties.expiresOn?.toISOString()).toBe(ends.toISOString())
  }
})

test('a certificate that names the endpoint’s host is said to, and one for servers only is the broker’s own', async ({
  list,
  plant,
  named,
}) => {
  const form = await openX509(list, named('host'))
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await dialog.value.fill((await freshPair(plant, { hosts: ['broker.partner.example.net'] })).cert)
  await expect(dialog.workbench).toContainText('One of its names is the endpoint’s host.')
  await expect(dialog.workbench).toContainText(
    '“fresh-uplink” is the broker’s own certificate: it names the endpoint’s host and is for servers only.',
  )
  await dialog.refuses()
  await dialog.value.fill((await freshPair(plant, { hosts: ['elsewhere.example.net'] })).cert)
  await expect(dialog.workbench).toContainText('“fresh-uplink” was not issued for client authentication')
  await expect(dialog.workbench).not.toContainText('endpoint’s host')
  await dialog.add()
})
