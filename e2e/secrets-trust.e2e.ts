import { expect, test } from './fixtures.ts'
import { Pki } from '../sandbox/cluster/pki.ts'
import { openNew } from './form.ts'
import { freshPair } from './secrets.ts'

test('a trusted CA config map is created from PEM inside the form and chosen', async ({ list, plant, named }) => {
  const name = named('trust')
  const ca = (await Pki.open(`${plant.directory}/pki`)).ca('partner')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.open('Advanced')
  await form.button('Create from PEM').click()
  const dialog = list.getByRole('dialog', { name: 'Create a trusted CA config map' })
  await expect(dialog.getByRole('textbox', { name: 'Config map name' })).toHaveValue(`${name}-ca`)
  await dialog.getByRole('textbox', { name: 'Certificates (PEM)' }).fill(ca)
  await expect(dialog.getByRole('list', { name: 'Certificates in it' })).toContainText('Partner HQ Broker CA')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toBeHidden()
  await expect(form.choice('Trusted CA certificate config map')).toHaveValue(`${name}-ca`)
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({
    tls: { trustedCaCertificateConfigMapRef: `${name}-ca` },
  })
  const { data, metadata } = await plant.cluster.core.readNamespacedConfigMap({
    name: `${name}-ca`,
    namespace: plant.cluster.namespace,
  })
  expect(Object.values(data ?? {})).toEqual([ca])
  expect(metadata?.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'sluice' })
})

test('a private key in it is refused before anything is sent', async ({ list, plant, named }) => {
  const name = named('no-key')
  const { cert, key } = await freshPair(plant)
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name })
  await form.open('Advanced')
  await form.button('Create from PEM').click()
  const dialog = list.getByRole('dialog', { name: 'Create a trusted CA config map' })
  await dialog.getByRole('textbox', { name: 'Certificates (PEM)' }).fill(cert + key)
  await expect(dialog).toContainText('There is a private key in it.')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toContainText('This cannot be used as it is')
  const { items } = await plant.cluster.core.listNamespacedConfigMap({ namespace: plant.cluster.namespace })
  expect(items.map(({ metadata }) => metadata?.name)).not.toContain(`${name}-ca`)
})
