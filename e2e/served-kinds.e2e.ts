import { passesAxe, poppedUp } from './axe.ts'
import { expect, testAlone as test } from './fixtures.ts'
import { Form, openNew } from './form.ts'

const lacks = (what: string) => `The version of Azure IoT Operations on this cluster does not have this ${what}.`

test('what the cluster’s kind lacks is disabled with its reason and not written', async ({ page, plant, named }) => {
  const name = named('lacking')
  await plant.cluster.forgetField('dataflowendpoints', ['dataExplorerSettings'])
  await plant.cluster.forgetValue('dataflowendpoints', ['endpointType'], 'OpenTelemetry')
  await plant.cluster.forgetField('dataflowendpoints', ['mqttSettings', 'keepAliveSeconds'])
  await plant.cluster.forgetField('dataflowendpoints', ['mqttSettings', 'tls', 'trustedCaCertificateConfigMapRef'])
  await plant.cluster.forgetValue('dataflowendpoints', ['mqttSettings', 'retain'], 'Never')
  await page.goto(`/${plant.instance}/endpoints`)

  for (const tile of ['Azure Data Explorer', 'Open Telemetry']) {
    await test.step(`tile ${tile}`, async () => {
      const link = page.getByRole('link', { name: `New ${tile}` })
      await expect(link).toHaveAttribute('aria-disabled', 'true')
      await expect(link).toHaveAccessibleDescription(lacks('endpoint type'))
    })
  }
  await page.getByRole('link', { name: 'New Microsoft Fabric OneLake' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'New Azure Data Explorer' })).toBeFocused()
  await expect(page.getByRole('tooltip', { name: lacks('endpoint type') })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await passesAxe(page, 'list with a reason', poppedUp)

  const form = await openNew(page, 'Azure IoT Operations Local MQTT')
  await form.fill({ Name: name })
  await form.open('Advanced')
  const trusted = form.field('Trusted CA certificate config map')
  await expect(trusted).toBeDisabled()
  await expect(trusted).toHaveAccessibleDescription(new RegExp(lacks('setting')))
  await expect(trusted).toHaveValue('')
  await expect(form.field('Keep alive')).toBeDisabled()
  await expect(form.field('Keep alive')).toHaveAccessibleDescription(new RegExp(lacks('setting')))
  await form.choice('Retain').click()
  const never = page.getByRole('option', { name: 'Never' })
  await expect(never).toHaveAttribute('aria-disabled', 'true')
  await expect(never).toContainText(lacks('value'))
  await expect(page.getByRole('option', { name: 'Keep' })).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await form.panel.getByRole('tab', { name: 'As code' }).click()
  const code = form.panel.getByRole('region', { name: 'The endpoint as YAML' })
  await expect(code).toContainText(name)
  await expect(code).not.toContainText('trustedCaCertificateConfigMapRef')
  await form.apply()
  expect(await plant.cluster.settings(name)).toEqual({
    host: 'aio-broker:18883',
    authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'aio-internal' } },
  })
})

test('a form begins with what the cluster has, and needs nothing that it lacks', async ({ page, plant, named }) => {
  const name = named('lacking')
  const authentication = ['kafkaSettings', 'authentication']
  await plant.cluster.forgetValue('dataflowendpoints', [...authentication, 'method'], 'Sasl')
  const identity = 'systemAssignedManagedIdentitySettings'
  await plant.cluster.forgetField('dataflowendpoints', [...authentication, identity, 'audience'])
  await plant.cluster.forgetValue('dataflowendpoints', ['endpointType'], 'LocalStorage')

  await page.goto(`/${plant.instance}/endpoints/new/custom-kafka`)
  const form = new Form(page, 'Create new dataflow endpoint: Custom Kafka Broker')
  await form.fill({ Name: name, Host: 'kafka.example.net:9092' })
  await expect(form.choice('Authentication method')).toHaveText('System assigned managed identity')
  await expect(form.field('Audience')).toBeDisabled()
  await form.apply()
  expect((await plant.cluster.endpoint(name)).spec.kafkaSettings).toEqual({
    host: 'kafka.example.net:9092',
    authentication: { method: 'SystemAssignedManagedIdentity', [identity]: {} },
  })

  await page.goto(`/${plant.instance}/endpoints/new/local-storage`)
  const refused = new Form(page, 'Create new dataflow endpoint: Local Storage')
  const bar = refused.panel.getByRole('group', { name: 'You can look at this form, but not apply it.' })
  await expect(bar).toContainText(lacks('endpoint type'))
  await expect(refused.button('Apply')).toHaveAttribute('aria-disabled', 'true')
})

test('where the kind cannot be read, the form offers what is documented and says so', async ({ page, plant }) => {
  await plant.cluster.forgetField('dataflowendpoints', ['mqttSettings', 'keepAliveSeconds'])
  await plant.cluster.faults([
    { match: { verb: 'get', resource: 'customresourcedefinitions' }, fault: { answer: 403 } },
  ])
  await page.goto(`/${plant.instance}/endpoints`)
  const tiles = page.getByRole('region', { name: 'Create new dataflow endpoint' })
  await expect(tiles.getByText('The cluster does not tell what its endpoints can hold.')).toBeVisible()
  const form = await openNew(page, 'Custom MQTT Broker')
  await expect(form.panel.getByText('The cluster does not tell what its endpoints can hold.')).toBeVisible()
  await expect(form.panel.getByText('Everything that Azure IoT Operations documents is offered')).toBeVisible()
  await form.open('Advanced')
  await expect(form.field('Keep alive')).toBeEnabled()
})
