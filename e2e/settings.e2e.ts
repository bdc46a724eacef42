import { expect, test } from './fixtures.ts'
import { openEdit, openNew } from './form.ts'

/** The Advanced tab of every MQTT form, each field away from its default, and what must be written for it. */
const shared = {
  clientIdPrefix: 'site-a-',
  qos: 0,
  retain: 'Never',
  sessionExpirySeconds: 0,
  protocol: 'WebSockets',
  maxInflightMessages: 0,
  keepAliveSeconds: 0,
  cloudEventAttributes: 'CreateOrRemap',
}

const tiles: { tile: string; fill: Record<string, string>; identity: Record<string, string>; settings: object }[] = [
  {
    tile: 'Azure IoT Operations Local MQTT',
    fill: { Host: 'aio-broker:18883' },
    identity: {},
    settings: {
      host: 'aio-broker:18883',
      authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'aio-internal' } },
      tls: { trustedCaCertificateConfigMapRef: 'site-ca' },
    },
  },
  {
    tile: 'Azure Event Grid MQTT',
    fill: { Host: 'plant.westeurope-1.ts.eventgrid.azure.net:443/mqtt' },
    identity: { Audience: 'https://eventgrid.azure.us' },
    settings: {
      host: 'plant.westeurope-1.ts.eventgrid.azure.net:443/mqtt',
      authentication: {
        method: 'SystemAssignedManagedIdentity',
        systemAssignedManagedIdentitySettings: { audience: 'https://eventgrid.azure.us' },
      },
      tls: { trustedCaCertificateConfigMapRef: 'site-ca' },
    },
  },
  {
    tile: 'Custom MQTT Broker',
    fill: { Host: 'broker.example.net:443/ws', 'Service audience': 'broker' },
    identity: {},
    settings: {
      host: 'broker.example.net:443/ws',
      authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'broker' } },
      tls: { trustedCaCertificateConfigMapRef: 'site-ca' },
    },
  },
]

for (const { tile, fill, identity, settings } of tiles) {
  test(`${tile}: every Advanced field reaches the cluster, zeros included`, async ({ list, plant, named }) => {
    const name = named('every')
    const form = await openNew(list, tile)
    await form.fill({ Name: name })
    await form.open('Advanced')
    await form.choose('Protocol', 'WebSockets')
    await form.open('Basic')
    await form.fill(fill)
    await form.open('Advanced')
    await form.fill({
      ...identity,
      'Trusted CA certificate config map': 'site-ca',
      'Client ID prefix': 'site-a-',
      'Session expiry': '0',
      'Maximum in-flight messages': '0',
      'Keep alive': '0',
    })
    await form.choose('Quality of service (QoS)', '0: at most once')
    await form.choose('Retain', 'Never')
    await form.choose('Cloud event attributes', 'Create or remap')
    await form.apply()
    expect(await plant.cluster.settings(name)).toEqual({ ...settings, ...shared })
  })
}

test('TLS is switched off only where that is possible, and written as Disabled', async ({ list, plant, named }) => {
  const name = named('clear')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:1883' })
  await form.choose('Authentication method', 'None')
  await form.open('Advanced')
  await form.checkbox('TLS mode enabled').uncheck()
  await expect(form.field('Trusted CA certificate config map')).toBeHidden()
  await form.apply()
  expect(await plant.cluster.settings(name)).toEqual({
    host: 'broker.example.net:1883',
    authentication: { method: 'Anonymous' },
    tls: { mode: 'Disabled' },
  })
})

test('Event Grid takes another scope for a user assigned identity', async ({ list, plant, named }) => {
  const name = named('scope')
  const form = await openNew(list, 'Azure Event Grid MQTT')
  await form.fill({ Name: name, Host: 'plant.usgovvirginia-1.ts.eventgrid.azure.us:8883' })
  await form.choose('Authentication method', 'User assigned managed identity')
  await form.fill({
    'Client ID': '11111111-1111-4111-8111-111111111111',
    'Tenant ID': '22222222-2222-4222-8222-222222222222',
  })
  await form.open('Advanced')
  await form.fill({ Scope: 'https://eventgrid.azure.us/.default' })
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({
    authentication: { userAssignedManagedIdentitySettings: { scope: 'https://eventgrid.azure.us/.default' } },
  })
})

test('defaults are shown as effective values and not written, also when they are typed', async ({
  list,
  plant,
  named,
}) => {
  const name = named('defaults')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.open('Advanced')
  await expect(form.checkbox('TLS mode enabled')).toBeChecked()
  await expect(form.choice('Quality of service (QoS)')).toHaveText('1: at least once')
  await expect(form.choice('Retain')).toHaveText('Keep')
  await expect(form.choice('Protocol')).toHaveText('MQTT')
  await expect(form.field('Session expiry')).toHaveAccessibleDescription(/Default: 600 s/)
  await expect(form.field('Maximum in-flight messages')).toHaveAccessibleDescription(/Default: 100 messages/)
  await expect(form.field('Keep alive')).toHaveAccessibleDescription(/Default: 60 s/)
  await form.fill({ 'Keep alive': '60' })
  await form.choose('Retain', 'Never')
  await form.choose('Retain', 'Keep')
  await form.apply()
  expect(await plant.cluster.settings(name)).toEqual({
    host: 'broker.example.net:8883',
    authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'broker' } },
  })
})

test('only what differs: the Advanced tab narrows to the settings that differ from their default', async ({
  list,
  plant,
  named,
}) => {
  const name = named('differs')
  await plant.cluster.createMqtt(name, { qos: 0, keepAliveSeconds: 0, retain: 'Never' })
  const form = await openEdit(list, name)
  await form.open('Advanced')
  await expect(form.field('Keep alive')).toHaveAccessibleDescription(/Set here; default is 60 s/)
  await form.panel.getByText('3 settings differ from default').click()
  await expect(form.field('Keep alive')).toHaveValue('0')
  await expect(form.choice('Retain')).toHaveText('Never')
  await expect(form.choice('Quality of service (QoS)')).toHaveText('0: at most once')
  await expect(form.field('Session expiry')).toBeHidden()
  await form.button('Reset Keep alive to its default').click()
  await form.apply()
  const settings = await plant.cluster.settings(name)
  expect(settings).toMatchObject({ qos: 0, retain: 'Never' })
  expect(settings).not.toHaveProperty('keepAliveSeconds')
})
