import { createServer } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { Aedes } from 'aedes'
import { connectAsync } from 'mqtt'
import { Pki } from '../sandbox/cluster/pki.ts'
import { expect, test } from './fixtures.ts'
import {
  addButton,
  certificateSlot,
  finished,
  freshPair,
  giveValue,
  keySlot,
  listedObjects,
  openPart,
  openX509,
  part,
  pickSecret,
  providerClass,
  readObject,
  secretData,
  syncKind,
} from './secrets.ts'

test('an endpoint is built from a fresh certificate, and its synced Secret connects by mutual TLS', async ({
  list,
  plant,
  named,
}) => {
  const name = named('mutual')
  const pair = await freshPair(plant)
  const pki = await Pki.open(`${plant.directory}/pki`)
  const form = await openX509(list, name)
  // Missing while nothing is known of it, and no longer once it is about to be made.
  const missing = form.panel.getByText(`No synced secret is named “${name}-tls”`)
  await expect(missing).toBeVisible()
  await giveValue(form, certificateSlot, pair.cert)
  await expect(missing).toBeHidden()
  await giveValue(form, keySlot, pair.key)
  await form.button('Apply').click()
  await finished(plant, form, name)

  expect(await plant.cluster.settings(name)).toMatchObject({
    authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: `${name}-tls` } },
  })
  // Exactly one version each, and the very bytes all the way.
  expect(await plant.vault.names(name)).toEqual([`${name}-tls-cert`, `${name}-tls-key`])
  for (const secret of [`${name}-tls-cert`, `${name}-tls-key`]) expect(await plant.vault.versions(secret)).toBe(1)
  const data = (await secretData(plant, `${name}-tls`)) ?? {}
  expect(Object.keys(data).toSorted()).toEqual(['client_cert.pem', 'client_key.pem'])
  expect(data['client_cert.pem']).toBe(await plant.vault.value(`${name}-tls-cert`))
  expect(await readObject(plant, syncKind, `${name}-tls`)).toMatchObject({
    metadata: { labels: { 'app.kubernetes.io/managed-by': 'sluice' } },
    spec: { secretProviderClassName: providerClass, serviceAccountName: 'aio-ssc-sa' },
  })
  const objects = await listedObjects(plant)
  expect(objects).toContain('objectName: partner-hq-cert')
  expect(objects.split(`objectName: ${name}-tls-cert`)).toHaveLength(2)

  const server = await pki.sign('partner', { name: 'broker', days: 10, hosts: ['localhost'] })
  const broker = await Aedes.createBroker()
  const listener = createServer(
    { key: server.key, cert: server.cert, ca: pki.ca('partner'), requestCert: true, rejectUnauthorized: true },
    broker.handle,
  )
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  const options = { ca: pki.ca('partner'), reconnectPeriod: 0, connectTimeout: 5_000, protocolVersion: 4 } as const
  const client = await connectAsync(`mqtts://localhost:${port}`, {
    ...options,
    cert: data['client_cert.pem'],
    key: data['client_key.pem'],
  })
  expect(client.connected).toBe(true)
  await client.endAsync(true)
  await new Promise<void>((resolve) => broker.close(resolve))
  await new Promise<void>((resolve) => listener.close(() => resolve()))
})

test('secrets that the vault has are searched, marked, chosen, replaced and removed', async ({
  list,
  plant,
  named,
}) => {
  const name = named('picked')
  const form = await openX509(list, name)
  const dialog = await openPart(form, certificateSlot)
  const found = dialog.root.getByRole('region', { name: /^Secrets of/ })
  await dialog.root.getByRole('searchbox').fill('cert')
  await expect(found.getByRole('row', { name: /paint-shop-cert/ })).toContainText('Expired')
  await expect(found.getByRole('row', { name: /next-line-cert/ })).toContainText('Not yet active')
  await expect(found.getByRole('row', { name: /press-shop-cert/ })).toContainText('Expires soon')
  await expect(found.getByRole('row', { name: /retired-uplink-cert/ })).toContainText('Disabled')
  await dialog.root.getByRole('radio', { name: 'retired-uplink-cert' }).check()
  await dialog.root.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.root.getByRole('alert')).toContainText('is disabled, so the sync cannot read it')
  await dialog.root.getByRole('radio', { name: 'packing-cert' }).check()
  await dialog.add()
  await expect(part(form, certificateSlot)).toContainText(`${plant.vault.name}latest version`)

  await form.button(`Remove ${certificateSlot}`).click()
  await expect(addButton(form, certificateSlot)).toBeVisible()
  await pickSecret(form, certificateSlot, 'packing-cert')
  await pickSecret(form, keySlot, 'packing-key')
  await form.button('Apply').click()
  await finished(plant, form, name)

  // Stored as hexadecimal digits with its tag: the Secret holds plain PEM all the same.
  const data = await secretData(plant, `${name}-tls`)
  expect(data?.['client_cert.pem']).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
  expect(await plant.vault.versions('packing-cert')).toBe(1)
  expect(await listedObjects(plant)).toContain('objectEncoding: hex')
})

test('new secrets that appear in the vault meanwhile come with Refresh', async ({ list, plant, named }) => {
  const late = named('late-secret')
  const form = await openX509(list, named('refresh'))
  const dialog = await openPart(form, keySlot)
  await expect(dialog.root.getByRole('radio', { name: 'packing-key' })).toBeVisible()
  await plant.vault.client.setSecret(late, named('a-value-that-came-late'))
  await dialog.root.getByRole('button', { name: 'Refresh' }).click()
  await dialog.root.getByRole('searchbox').fill(late)
  await expect(dialog.root.getByRole('radio', { name: late })).toBeVisible()
})

test('the expiration date is taken from the certificate and reaches the vault', async ({ list, plant, named }) => {
  const name = named('dates')
  const { cert } = await freshPair(plant, { days: 90 })
  const form = await openX509(list, name)
  const dialog = await openPart(form, certificateSlot)
  await dialog.createNew()
  await expect(dialog.value).toHaveAttribute('autocomplete', 'off')
  await expect(dialog.value).toHaveAttribute('spellcheck', 'false')
  await dialog.root.locator('input[type=file]').setInputFiles({
    name: 'client.crt',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(cert),
  })
  await expect(dialog.workbench).toContainText('client certificate, until')
  await expect(dialog.root.getByRole('checkbox', { name: 'Set expiration date' })).toBeChecked()
  await dialog.add()
  await expect(part(form, certificateSlot)).toContainText(
    `expires ${new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)}`,
  )
  await form.button('Apply').click()
  await expect(part(form, keySlot).getByRole('alert')).toHaveText('Add the client key.')
  expect(await plant.vault.names(name)).toEqual([])
})

test('closing a form with values in it asks, and keeps nothing of them', async ({ list, plant, named }) => {
  const { key } = await freshPair(plant)
  const form = await openX509(list, named('leave'))
  await giveValue(form, keySlot, key)
  await form.button('Cancel').click()
  await list.getByRole('alertdialog').getByRole('button', { name: 'Discard changes' }).click()
  await expect(form.panel).toBeHidden()
  const kept = await list.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('PRIVATE KEY')
})
