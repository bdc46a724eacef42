import { expect, test } from './fixtures.ts'
import { type Form, openNew } from './form.ts'
import { finished, freshPair, readObject, secretData, syncKind } from './secrets.ts'

/** Gives a new value for a part that is one line of text; `undefined` keeps what the form proposes. */
async function giveLine(form: Form, part: string, value: string | undefined): Promise<void> {
  await form.button(`Add reference for ${part}`).click()
  const dialog = form.page.getByRole('dialog', { name: `Add reference: ${part}` })
  await dialog.getByRole('tab', { name: 'Create new' }).click()
  // What a password field holds has no role, so that nobody reads it out.
  const field = dialog.getByRole('textbox', { name: 'Secret value' }).or(dialog.locator('input[type="password"]'))
  if (value !== undefined) await field.fill(value)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('a connection string becomes the login of Event Hubs, under the keys that Kafka reads', async ({
  list,
  plant,
  named,
}) => {
  const name = named('hubs')
  const connection = `Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${name}=`
  plant.privateValues.add('a connection string', connection)
  const form = await openNew(list, 'Azure Event Hubs')
  await form.fill({ Name: name, Host: 'plant.servicebus.windows.net:9093' })
  await form.choose('Authentication method', 'SASL')
  await form.fill({ 'Synced secret name': `${name}-login` })
  await giveLine(form, 'Username', undefined)
  await giveLine(form, 'Password', connection)
  await form.button('Apply').click()
  await finished(plant, form, name)

  expect(await secretData(plant, `${name}-login`)).toEqual({ username: '$ConnectionString', password: connection })
  expect((await plant.cluster.endpoint(name)).spec).toMatchObject({
    kafkaSettings: {
      authentication: { method: 'Sasl', saslSettings: { saslType: 'Plain', secretRef: `${name}-login` } },
    },
  })
})

test('the client certificate of a collector becomes a Secret of the type for TLS', async ({ list, plant, named }) => {
  const name = named('otel')
  const pair = await freshPair(plant)
  const form = await openNew(list, 'Open Telemetry')
  await form.fill({ Name: name, Host: 'collector.example.net:4317' })
  await form.choose('Authentication method', 'X509 certificate')
  await form.fill({ 'Synced secret name': `${name}-tls` })
  for (const [part, value] of [
    ['X509 client certificate', pair.cert],
    ['X509 client key', pair.key],
  ] as const) {
    await giveLine(form, part, value)
  }
  await expect(form.button('Add reference for X509 intermediate certificates')).toBeHidden()
  await form.button('Apply').click()
  await finished(plant, form, name)

  expect(Object.keys((await secretData(plant, `${name}-tls`)) ?? {}).toSorted()).toEqual(['tls.crt', 'tls.key'])
  expect(await readObject(plant, syncKind, `${name}-tls`)).toMatchObject({
    spec: { secretObject: { type: 'kubernetes.io/tls' } },
  })
})
