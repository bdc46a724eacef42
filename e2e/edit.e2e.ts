import { expect, test } from './fixtures.ts'
import { Form, openEdit, row, rowMenu } from './form.ts'

const broker = { host: 'broker.example.net:8883', authentication: { method: 'Anonymous' } }

test('a save without a change sends nothing', async ({ list: page, plant, named }) => {
  const name = named('same')
  await plant.cluster.createMqtt(name, { qos: 0, keepAliveSeconds: 60 })
  const before = await plant.cluster.endpoint(name)
  const form = await openEdit(page, name)
  await form.apply()
  await expect(page.getByText('There was nothing to save')).toBeVisible()
  expect(await plant.cluster.endpoint(name)).toEqual(before)
})

test('an edit keeps zeros, pinned defaults, foreign labels and annotations', async ({ list: page, plant, named }) => {
  const name = named('kept')
  const settings = { ...broker, qos: 0, keepAliveSeconds: 0, maxInflightMessages: 100, tls: { mode: 'Enabled' } }
  await plant.cluster.createEndpoint(
    name,
    { endpointType: 'Mqtt', mqttSettings: settings },
    { labels: { line: '4' }, annotations: { 'example.com/owner': 'night shift' } },
  )
  const form = await openEdit(page, name)
  await expect(form.field('Name')).not.toBeEditable()
  await form.fill({ Host: 'broker-2.example.net:8883' })
  await form.apply()
  const after = await plant.cluster.endpoint(name)
  expect(after.spec.mqttSettings).toEqual({ ...settings, host: 'broker-2.example.net:8883' })
  expect(after.metadata.labels).toEqual({ line: '4' })
  expect(after.metadata.annotations).toEqual({ 'example.com/owner': 'night shift' })
})

test('unknown-fields-survive: a field of a newer CRD is still there after an edit', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('newer')
  await plant.cluster.teachField('dataflowendpoints', ['mqttSettings', 'topicAliasMaximum'], { type: 'integer' })
  await plant.cluster.createMqtt(name, { topicAliasMaximum: 0 })
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ topicAliasMaximum: 0, keepAliveSeconds: 30 })
})

test('clearing a field removes it; changing the method removes the old method’s block', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('cleared')
  await plant.cluster.createMqtt(name, {
    authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'old' } },
    clientIdPrefix: 'site-a-',
  })
  const form = await openEdit(page, name)
  await form.choose('Authentication method', 'Service account token')
  await form.fill({ 'Service audience': 'broker' })
  await form.open('Advanced')
  await form.fill({ 'Client ID prefix': '' })
  await form.apply()
  const { clientIdPrefix, authentication } = (await plant.cluster.settings(name)) as Record<string, unknown>
  expect(clientIdPrefix).toBeUndefined()
  expect(authentication).toEqual({
    method: 'ServiceAccountToken',
    serviceAccountTokenSettings: { audience: 'broker' },
  })
})

test('concurrent-different-fields: both changes survive, and the merge is said', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('both')
  await plant.cluster.createMqtt(name)
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await plant.cluster.patchEndpoint(name, { spec: { mqttSettings: { qos: 0 } } })
  await expect(form.panel.getByText('Somebody else changed this endpoint meanwhile.')).toBeVisible()
  await expect(form.choice('Quality of service (QoS)')).toHaveText('0: at most once')
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ qos: 0, keepAliveSeconds: 30 })
})

test('stale-edit: the same field changed twice shows mine, theirs and original, and nothing typed is lost', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('stale')
  await plant.cluster.createMqtt(name, { keepAliveSeconds: 20, sessionExpirySeconds: 900 })
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30', 'Session expiry': '1200', 'Client ID prefix': 'mine-' })
  await plant.cluster.patchEndpoint(name, {
    spec: { mqttSettings: { keepAliveSeconds: 40, sessionExpirySeconds: 1800, maxInflightMessages: 5 } },
  })
  await form.button('Apply').click()

  const conflict = page.getByRole('region', { name: 'Conflicting changes' })
  await expect(conflict).toBeVisible()
  const keepAlive = conflict.getByRole('group', { name: 'Keep alive' })
  await expect(keepAlive).toContainText('Original: 20 s')
  await expect(keepAlive).toContainText('Mine: 30 s')
  await expect(keepAlive).toContainText('Theirs: 40 s')
  expect(await plant.cluster.settings(name)).toMatchObject({ keepAliveSeconds: 40, sessionExpirySeconds: 1800 })

  await keepAlive.getByRole('radio', { name: /Theirs/ }).click()
  await conflict.getByRole('button', { name: 'Continue with these values' }).click()
  await expect(form.field('Keep alive')).toHaveValue('40')
  await expect(form.field('Session expiry')).toHaveValue('1200')
  await expect(form.field('Client ID prefix')).toHaveValue('mine-')
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({
    keepAliveSeconds: 40,
    sessionExpirySeconds: 1200,
    clientIdPrefix: 'mine-',
    maxInflightMessages: 5,
  })
})

test('deleted-under-edit: what was typed is kept and the endpoint can be made again', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('gone')
  await plant.cluster.createMqtt(name)
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await plant.cluster.removeEndpoint(name)
  await form.button('Re-create').click()
  await expect(form.panel).toBeHidden()
  await expect(row(page, name)).toBeVisible()
  expect(await plant.cluster.settings(name)).toMatchObject({ keepAliveSeconds: 30 })
})

test('a twin that was made anew under the same name is not overwritten', async ({ list: page, plant, named }) => {
  const name = named('twin')
  await plant.cluster.createMqtt(name)
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await plant.cluster.removeEndpoint(name)
  await plant.cluster.createMqtt(name, { host: 'other.example.net:8883' })
  await form.button('Apply').click()
  await expect(form.failure).toContainText('another one of that name was made')
  await expect(form.field('Keep alive')).toHaveValue('30')
  expect(await plant.cluster.settings(name)).not.toHaveProperty('keepAliveSeconds')
})

test('Clone opens the form with everything but the name', async ({ list: page, plant, named }) => {
  const name = named('clone')
  await plant.cluster.createMqtt(name, { qos: 0, clientIdPrefix: 'site-a-' })
  await rowMenu(page, name, 'Clone')
  const form = new Form(page, 'Create new dataflow endpoint: Custom MQTT Broker')
  await expect(form.field('Name')).toHaveValue('')
  await expect(form.field('Host')).toHaveValue('broker.example.net:8883')
  await form.open('Advanced')
  await expect(form.field('Client ID prefix')).toHaveValue('site-a-')
  await expect(form.choice('Quality of service (QoS)')).toHaveText('0: at most once')
})
