import { expect, testAlone as test } from './fixtures.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509, secretData } from './secrets.ts'

test('without the Secret Store extension the portal writes the Secret itself, and says that rotation is by hand', async ({
  list,
  plant,
  named,
}) => {
  const { extensions, core, namespace } = plant.cluster
  await extensions.deleteCustomResourceDefinition({ name: 'secretsyncs.secret-sync.x-k8s.io' })
  await list.goto(`/${plant.instance}/secrets`)
  await expect(
    list.getByRole('status').filter({ hasText: 'The Secret Store extension is not on this cluster' }),
  ).toContainText('rotation is then by hand', { timeout: 30_000 })
  await list.getByRole('main').getByRole('link', { name: 'Dataflow endpoints' }).click()

  const name = named('direct')
  const { cert, key } = await freshPair(plant)
  const form = await openX509(list, name)
  await expect(form.panel).toContainText('The portal writes the Kubernetes Secret itself.')
  await giveValue(form, certificateSlot, cert)
  await giveValue(form, keySlot, key)
  await form.button('Apply').click()
  await finished(plant, form, name)
  const data = await secretData(plant, `${name}-tls`)
  expect(data?.['client_cert.pem']).toBe(cert)
  expect(data?.['client_key.pem'] === key).toBe(true)
  const { metadata } = await core.readNamespacedSecret({ namespace, name: `${name}-tls` })
  expect(metadata?.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'sluice' })
  expect(await plant.vault.versions(`${name}-tls-key`)).toBe(1)
})
