import { expect, test } from './fixtures.ts'
import { openNew } from './form.ts'
import type { Form } from './form.ts'

/** Types into one field, applies, and reads the sentence beside it. */
async function refuses(form: Form, label: string, typed: string, sentence: string): Promise<void> {
  await test.step(`${label} “${typed.slice(0, 40)}”`, async () => {
    await form.field(label).fill(typed)
    await form.button('Apply').click()
    await expect(form.field(label)).toHaveAccessibleDescription(new RegExp(escaped(sentence)))
    await expect(form.field(label)).toHaveAttribute('aria-invalid', 'true')
  })
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

test('a bad name is refused beside the field, each slip with its own sentence', async ({ list, plant, named }) => {
  const taken = named('taken')
  await plant.cluster.createMqtt(taken)
  const form = await openNew(list, 'Custom MQTT Broker')
  await refuses(form, 'Name', '', 'Give the endpoint a name.')
  await refuses(form, 'Name', 'Line-4', 'Use lower-case letters only.')
  await refuses(form, 'Name', 'line 4', 'a space does not belong in a name')
  await refuses(form, 'Name', 'line.4', 'a dot does not belong in a name')
  await refuses(form, 'Name', 'line_4', 'an underscore does not belong in a name')
  await refuses(form, 'Name', '..', 'a dot does not belong in a name')
  await refuses(form, 'Name', 'a/b', '“/” does not belong in a name')
  await refuses(form, 'Name', 'lіne-4', '“і” does not belong in a name')
  await refuses(form, 'Name', '-line', 'does not begin or end with a hyphen')
  await refuses(form, 'Name', 'l4', 'at least 3 characters')
  await refuses(form, 'Name', 'l'.repeat(64), 'at most 63 characters; this one has 64')
  await refuses(form, 'Name', taken, `There is already an endpoint “${taken}”. Choose another name.`)
})

test('a bad host is refused, and the likely correction is one click away', async ({ list, named }) => {
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: named('host') })
  await refuses(form, 'Host', '', 'Host is needed.')
  await refuses(form, 'Host', 'broker.example.net:0', 'The port is a whole number from 1 to 65535.')
  await refuses(form, 'Host', 'broker.example.net:65536', 'The port is a whole number from 1 to 65535.')
  await refuses(form, 'Host', ':8883', 'Write the broker’s name before the colon.')
  await refuses(form, 'Host', '300.1.2.3:8883', 'This is not an IPv4 address')
  await refuses(form, 'Host', '[fd00::zz]:8883', 'What stands in the brackets is not an IPv6 address.')

  const corrections: [string, string, string][] = [
    ['mqtts://broker.example.net', 'Leave the scheme out', 'broker.example.net:8883'],
    ['broker.example.net.8883', 'A colon belongs before the port, not a dot.', 'broker.example.net:8883'],
    ['broker.example.net', 'Add the port after a colon', 'broker.example.net:8883'],
    ['broker .example.net:8883', 'A host has no spaces.', 'broker.example.net:8883'],
    ['broker.example.net:8883/mqtt', 'Leave the path out', 'broker.example.net:8883'],
    ['fd00::12:8883', 'Put an IPv6 address in brackets', '[fd00::12]:8883'],
  ]
  for (const [typed, sentence, right] of corrections) {
    await refuses(form, 'Host', typed, sentence)
    await form.button(`Use ${right}`).click()
    await expect(form.field('Host')).toHaveValue(right)
    await expect(form.field('Host')).not.toHaveAttribute('aria-invalid', 'true')
  }
})

test('numbers out of range, IDs and secret names are refused beside their fields', async ({ list, named }) => {
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: named('range'), Host: 'broker.example.net:8883' })
  await form.choose('Authentication method', 'User assigned managed identity')
  await refuses(form, 'Client ID', '', 'Client ID is needed.')
  await refuses(form, 'Client ID', 'not-an-id', 'copy it from Azure in the form 00000000-0000-0000-0000-000000000000')
  await refuses(form, 'Tenant ID', '{11111111-1111-4111-8111-111111111111}', 'This is not an ID')
  await refuses(form, 'Scope', '', 'Scope is needed.')
  await form.choose('Authentication method', 'X509 certificate')
  await refuses(form, 'Synced secret name', '', 'Synced secret name is needed.')
  await refuses(form, 'Synced secret name', 'partner/cert', 'Write the name of the secret alone, without a slash')
  await refuses(form, 'Synced secret name', 'Partner', 'Names in the cluster have no capital letters.')
  await form.fill({ 'Synced secret name': 'partner-x509' })
  await form.open('Advanced')
  await refuses(form, 'Keep alive', '65536', 'Write a number from 0 to 65,535.')
  await refuses(form, 'Keep alive', '-1', 'Write a number from 0 to 65,535.')
  await refuses(form, 'Keep alive', '60s', 'Write a whole number from 0 to 65,535.')
  await form.fill({ 'Keep alive': '60' })
  await refuses(form, 'Session expiry', '2147483648', 'Write a number from 0 to 2,147,483,647.')
  await refuses(form, 'Session expiry', '1.5', 'Write a whole number from 0 to 2,147,483,647.')
  await form.fill({ 'Session expiry': '' })
  await refuses(form, 'Maximum in-flight messages', '1e3', 'Write a whole number')
  await form.fill({ 'Maximum in-flight messages': '' })
  await refuses(form, 'Trusted CA certificate config map', 'ca/cert', 'Write the name of the config map alone')
})

test('Apply opens the tab of the first error and goes to its field; the tabs count their errors', async ({
  list,
  named,
}) => {
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.open('Advanced')
  await form.fill({ 'Keep alive': 'soon' })
  await form.button('Apply').click()
  await expect(form.panel.getByRole('tab', { name: 'Basic' })).toHaveAttribute('aria-selected', 'true')
  await expect(form.field('Name')).toBeFocused()
  await expect(form.panel.getByRole('tab', { name: 'Basic' })).toContainText('3')
  await expect(form.panel.getByRole('tab', { name: 'Advanced' })).toContainText('1')

  await form.fill({ Name: named('first'), Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.button('Apply').click()
  await expect(form.panel.getByRole('tab', { name: 'Advanced' })).toHaveAttribute('aria-selected', 'true')
  await expect(form.field('Keep alive')).toBeFocused()
})

test('what Event Grid and certificates do not allow is refused with the cure beside it', async ({
  list,
  plant,
  named,
}) => {
  const form = await openNew(list, 'Custom MQTT Broker')
  const name = named('cure')
  await form.fill({ Name: name, Host: 'broker.example.net:8883' })
  await form.choose('Authentication method', 'X509 certificate')
  await form.fill({ 'Synced secret name': 'partner-x509' })
  await form.open('Advanced')
  await form.checkbox('TLS mode enabled').uncheck()
  await form.open('Basic')
  await form.button('Apply').click()
  await expect(form.panel.getByRole('tab', { name: 'Advanced' })).toHaveAttribute('aria-selected', 'true')
  await expect(form.panel.getByText('An X509 certificate is presented over TLS').first()).toBeVisible()
  await form.button('Turn TLS on').first().click()
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ authentication: { method: 'X509Certificate' } })
})

test('Event Grid is always encrypted: its TLS mode is shown and held', async ({ list }) => {
  const form = await openNew(list, 'Azure Event Grid MQTT')
  await form.open('Advanced')
  await expect(form.checkbox('TLS mode enabled')).toBeChecked()
  await expect(form.checkbox('TLS mode enabled')).toBeDisabled()
  await expect(form.panel.getByText('Event Grid accepts encrypted connections only.')).toBeVisible()
})
