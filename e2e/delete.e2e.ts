import { expect, test } from './fixtures.ts'
import { confirmDelete, deleteDialog, leaveTable, row, rowMenu } from './form.ts'

test('deleting an endpoint in use names its dataflows with their sides and asks for its name', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('used')
  const dataflow = named('flow')
  await plant.cluster.createMqtt(name)
  await plant.cluster.createDataflow(dataflow, 'default', name)
  await expect(row(page, name)).toContainText(dataflow)

  await rowMenu(page, name, 'Delete')
  const dialog = deleteDialog(page)
  await expect(dialog).toContainText(dataflow)
  await expect(dialog).toContainText(/destination/i)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByText(`Type ${name} to confirm.`)).toBeVisible()
  expect(await plant.cluster.exists(name)).toBe(true)

  await dialog.getByRole('textbox').fill(name)
  await confirmDelete(page)
  await expect(row(page, name)).toBeHidden()
  expect(await plant.cluster.exists(name)).toBe(false)
})

test('Undo puts a deleted endpoint back with its labels, annotations and settings', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('undo')
  const made = await plant.cluster.createEndpoint(
    name,
    {
      endpointType: 'Mqtt',
      mqttSettings: { host: 'b.example.net:8883', authentication: { method: 'Anonymous' }, qos: 0 },
    },
    { labels: { line: '4' }, annotations: { 'example.com/owner': 'night shift' } },
  )
  await rowMenu(page, name, 'Delete')
  await confirmDelete(page)
  await expect(row(page, name)).toBeHidden()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(row(page, name)).toBeVisible()
  const back = await plant.cluster.endpoint(name)
  expect(back.spec).toEqual(made.spec)
  expect(back.metadata.labels).toEqual({ line: '4' })
  expect(back.metadata.annotations).toEqual({ 'example.com/owner': 'night shift' })
})

test('default is refused; with the override it goes, and Recreate default endpoint restores it exactly', async ({
  list: page,
  plant,
}) => {
  await rowMenu(page, 'default', 'Delete')
  const dialog = deleteDialog(page)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByText('Tick the box to delete the default endpoint.')).toBeVisible()
  expect(await plant.cluster.exists('default')).toBe(true)

  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('textbox').fill('default')
  await confirmDelete(page)
  await expect(row(page, 'default')).toBeHidden()
  expect(await plant.cluster.exists('default')).toBe(false)

  await page.getByRole('button', { name: 'Recreate default endpoint' }).click()
  await expect(row(page, 'default')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Recreate default endpoint' })).toBeHidden()
  const { spec } = await plant.cluster.endpoint('default')
  expect(spec).toMatchObject({
    endpointType: 'Mqtt',
    mqttSettings: {
      host: 'aio-broker:18883',
      authentication: {
        method: 'ServiceAccountToken',
        serviceAccountTokenSettings: { audience: 'aio-internal' },
      },
      tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'azure-iot-operations-aio-ca-trust-bundle' },
    },
  })
})

test('deleting what somebody else has deleted says so', async ({ list: page, plant, named }) => {
  const name = named('twice')
  await plant.cluster.createMqtt(name)
  await rowMenu(page, name, 'Delete')
  await plant.cluster.removeEndpoint(name)
  const dialog = deleteDialog(page)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toContainText(`The endpoint “${name}” was deleted meanwhile.`)
  await expect(dialog).toContainText('There is nothing left to delete')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await leaveTable(page)
  await expect(row(page, name)).toBeHidden()
})
