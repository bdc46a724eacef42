import { expect, test } from './fixtures.ts'
import { openEdit, openNew } from './form.ts'

test('Review shows what a new endpoint will be, and writes nothing', async ({ list: page, plant, named }) => {
  const name = named('review')
  const form = await openNew(page, 'Azure Event Grid MQTT')
  await form.fill({ Name: name, Host: 'plant.westeurope-1.ts.eventgrid.azure.net:8883' })
  await form.button('Review').click()
  const diff = page.getByRole('region', { name: 'Difference as YAML' })
  await expect(diff).toContainText(`name: ${name}`)
  await expect(diff).toContainText('host: plant.westeurope-1.ts.eventgrid.azure.net:8883')
  await expect(diff).not.toContainText('keepAliveSeconds')
  expect(await plant.cluster.exists(name)).toBe(false)
})

test('Review of an edit marks removed and added lines by sign, and writes nothing', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('review')
  await plant.cluster.createMqtt(name, { keepAliveSeconds: 20 })
  const before = await plant.cluster.endpoint(name)
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await form.button('Review').click()
  const diff = page.getByRole('region', { name: 'Difference as YAML' })
  await expect(diff.locator('tr', { hasText: 'keepAliveSeconds: 20' })).toContainText('−')
  await expect(diff.locator('tr', { hasText: 'keepAliveSeconds: 30' })).toContainText('+')
  expect(await plant.cluster.endpoint(name)).toEqual(before)
})

test('field errors of the API server come back to their fields', async ({ list: page, plant, named }) => {
  const name = named('refused')
  await plant.cluster.teachField('dataflowendpoints', ['mqttSettings', 'clientIdPrefix'], {
    type: 'string',
    maxLength: 24,
  })
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.open('Advanced')
  await form.fill({ 'Client ID prefix': 'much-too-long-for-this-cluster-' })
  await form.button('Apply').click()
  await expect(form.field('Client ID prefix')).toHaveAccessibleDescription(/24/)
  await expect(form.field('Client ID prefix')).toHaveAttribute('aria-invalid', 'true')
  await expect(form.field('Client ID prefix')).toHaveValue('much-too-long-for-this-cluster-')
  expect(await plant.cluster.exists(name)).toBe(false)
})
