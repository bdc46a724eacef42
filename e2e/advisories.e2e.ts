import { expect, test } from './fixtures.ts'
import { openEdit, openNew } from './form.ts'
import type { Form } from './form.ts'

async function advises(form: Form, sentence: string, fix: string): Promise<void> {
  await expect(form.panel.getByText(sentence)).toBeVisible()
  await form.button(fix).click()
  await expect(form.panel.getByText(sentence)).toBeHidden()
}

test('the HTTP host of Event Grid becomes the MQTT host with one click', async ({ list }) => {
  const form = await openNew(list, 'Azure Event Grid MQTT')
  await form.fill({ Host: 'plant.westeurope-1.eventgrid.azure.net:8883' })
  await advises(form, 'the one for MQTT has -1.ts. in it', 'Use plant.westeurope-1.ts.eventgrid.azure.net:8883')
  await expect(form.field('Host')).toHaveValue('plant.westeurope-1.ts.eventgrid.azure.net:8883')
})

test('a Kafka port and WebSockets are set right for Event Grid', async ({ list }) => {
  const form = await openNew(list, 'Azure Event Grid MQTT')
  const host = 'plant.westeurope-1.ts.eventgrid.azure.net'
  await form.fill({ Host: `${host}:9092` })
  await advises(form, '9092 is a Kafka port', `Use ${host}:8883`)
  await form.fill({ Host: `${host}:443` })
  await advises(form, 'Port 443 speaks MQTT over WebSockets only.', 'Use WebSockets')
  await expect(form.field('Host')).toHaveValue(`${host}:443/mqtt`)
  await form.open('Advanced')
  await expect(form.choice('Protocol')).toHaveText('WebSockets')
})

test('the limits of Event Grid warn and do not block', async ({ list, plant, named }) => {
  const name = named('limits')
  const form = await openNew(list, 'Azure Event Grid MQTT')
  await form.fill({ Name: name, Host: 'plant.westeurope-1.ts.eventgrid.azure.net:8883' })
  await form.open('Advanced')
  await form.fill({ 'Session expiry': '28801', 'Keep alive': '1161' })
  await expect(form.panel.getByText('Event Grid keeps a session for 8 hours (28,800 s) at most.')).toBeVisible()
  await advises(form, 'Event Grid allows a keep alive of 1,160 s at most.', 'Use the default, 60 s')
  await form.apply()
  expect(await plant.cluster.settings(name)).toEqual({
    host: 'plant.westeurope-1.ts.eventgrid.azure.net:8883',
    authentication: { method: 'SystemAssignedManagedIdentity', systemAssignedManagedIdentitySettings: {} },
    sessionExpirySeconds: 28801,
  })
})

test('Retain is set to Never for an Event Grid destination', async ({ list, plant, named }) => {
  const name = named('retain')
  await plant.cluster.createEndpoint(name, {
    endpointType: 'Mqtt',
    mqttSettings: {
      host: 'plant.westeurope-1.ts.eventgrid.azure.net:8883',
      authentication: { method: 'SystemAssignedManagedIdentity', systemAssignedManagedIdentitySettings: {} },
    },
  })
  const dataflow = named('up')
  await plant.cluster.createDataflow(dataflow, 'default', name)
  const form = await openEdit(list, name)
  await form.open('Advanced')
  await advises(form, `${dataflow} would lose them`, 'Set Retain to Never')
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ retain: 'Never' })
})

test('the local form suggests hosts and audiences that the broker listeners have', async ({ list, named }) => {
  const form = await openNew(list, 'Azure IoT Operations Local MQTT')
  await form.fill({ Name: named('suggested') })
  await form.choice('Host').click()
  await expect(list.getByRole('option', { name: 'aio-broker:18883' })).toBeVisible()
  await list.keyboard.press('Escape')
  await form.fill({ 'Service audience': 'some-other' })
  await advises(form, 'The listener at aio-broker:18883 accepts', 'Use aio-internal')
  await expect(form.field('Service audience')).toHaveValue('aio-internal')
})

test('a private broker CA that is missing is offered', async ({ list }) => {
  const form = await openNew(list, 'Azure IoT Operations Local MQTT')
  await form.open('Advanced')
  await form.fill({ 'Trusted CA certificate config map': '' })
  const bundle = 'azure-iot-operations-aio-ca-trust-bundle'
  await advises(form, 'certificate comes from a private CA', `Use ${bundle}`)
  await expect(form.field('Trusted CA certificate config map')).toHaveValue(bundle)
})

test('the config map picker shows each certificate with subject and expiry', async ({ list }) => {
  const form = await openNew(list, 'Azure IoT Operations Local MQTT')
  await form.open('Advanced')
  await form.choice('Trusted CA certificate config map').click()
  const option = list.getByRole('option', { name: 'azure-iot-operations-aio-ca-trust-bundle' })
  await expect(option).toContainText('CN=')
  await expect(option).toContainText(/expires|until/i)
})

test('a token without TLS and another audience than the broker’s are said, not refused', async ({ list }) => {
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Host: 'broker.example.net:1883', 'Service audience': 'broker' })
  await form.open('Advanced')
  await form.checkbox('TLS mode enabled').uncheck()
  await advises(form, 'the token travels in clear', 'Turn TLS on')
  await expect(form.checkbox('TLS mode enabled')).toBeChecked()
})

test('changing the client ID prefix of an existing endpoint says what it costs', async ({ list, plant, named }) => {
  const name = named('prefix')
  await plant.cluster.createMqtt(name, { clientIdPrefix: 'site-a-' })
  const form = await openEdit(list, name)
  await form.open('Advanced')
  const caution = form.panel.getByText('Dataflows reconnect under a new client ID.')
  await expect(caution).toBeHidden()
  await form.fill({ 'Client ID prefix': 'site-b-' })
  await expect(caution).toBeVisible()
})
