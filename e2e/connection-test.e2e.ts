import { Pki } from '../sandbox/cluster/pki.ts'
import { passesAxe } from './axe.ts'
import { everybody, expect, testSignedIn } from './fixtures.ts'
import { Form, openNew } from './form.ts'
import { test, ConnectionTest } from './connection.ts'
import type { Plant } from './plant.ts'
import {
  certificateSlot,
  freshPair,
  giveValue,
  keySlot,
  listedObjects,
  openX509,
  pickSecret,
  secretData,
  syncObjects,
} from './secrets.ts'

// In turn: one plant is enough for all of them.
test.describe.configure({ mode: 'default' })

/** Without sign-in everybody may do what the administrator may. */
const mayAll = everybody === undefined || everybody === 'admin'

/** Whoever may read Secrets says that what is stored for another host may be presented to this one; the others cannot. */
const carriesIfEntitled = async (trying: ConnectionTest, host: string) => {
  const carry = trying.button(`Present it to ${host} in a test`)
  if (mayAll) {
    await carry.click()
    return expect(trying.verdict).toContainText('Connected in', patience)
  }
  await expect(carry).toHaveAttribute('aria-disabled', 'true')
  await expect(carry).toHaveAccessibleDescription(/get on secrets/)
}

/** Brokers of other programs are far away on a machine that is busy. */
const patience = { timeout: 20_000 }

test('every step to a broker with mutual TLS is shown with its time, and the broker’s certificates', async ({
  page,
  plant,
}) => {
  await page.goto(`/${plant.instance}/endpoints/partner-hq`)
  const trying = await ConnectionTest.open(page)
  await expect(trying.verdict).toContainText(/Connected in .*partner-hq-broker:8883/, patience)
  await expect(trying.dialog).toContainText('From the portal’s network')
  for (const name of ['Trust and credentials', 'DNS', 'TCP', 'TLS', 'MQTT connect', 'MQTT subscribe'])
    await expect(trying.step(name)).toContainText(/Passed, [\d.]+ m?s/)
  await expect(trying.step('TLS')).toContainText('client certificate presented')
  await expect(trying.step('MQTT connect')).toContainText('MQTT 3.1.1; the broker does not speak MQTT 5')
  const chain = trying.dialog.getByRole('region', { name: 'The broker’s certificate' })
  await expect(chain).toContainText('Trusted')
  await expect(chain.getByRole('listitem').first()).toContainText('partner-hq-broker')
  await expect(chain.getByRole('listitem').last()).toContainText(/Partner HQ Broker CA root/)
  await passesAxe(page, 'test with its chain')

  // A message is sent only where somebody asks for it.
  await expect(trying.step('MQTT publish')).toHaveCount(0)
  await trying.dialog.getByRole('checkbox', { name: 'Send a test message' }).check()
  await trying.again()
  await expect(trying.step('MQTT publish')).toContainText('one message to sluice/test, acknowledged', patience)
  await trying.dialog.getByRole('textbox', { name: 'Topic of the test message' }).fill('forbidden/line-4')
  await trying.again()
  await expect(trying.verdict).toContainText('Failed at MQTT publish', patience)
  await expect(trying.step('MQTT publish')).toContainText('this client may not publish to that topic')

  await page.keyboard.press('Escape')
  await expect(trying.dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeFocused()
})

test('the local broker is tried with a token, as dataflows show one', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}/endpoints/default`)
  const trying = await ConnectionTest.open(page)
  await expect(trying.verdict).toContainText(mayAll ? 'Connected in' : 'In reach; signing in cannot be tried', patience)
  await expect(trying.dialog).toContainText(
    mayAll ? 'a token of the dataflows’ service account' : 'needs create on serviceaccounts/token',
  )
})

test('a managed identity cannot be tried from here, and Event Grid’s WebSockets are reached all the same', async ({
  list: page,
}) => {
  const form = await openNew(page, 'Azure Event Grid MQTT')
  await form.fill({ Host: 'plant-07.westeurope-1.ts.eventgrid.azure.net:443' })
  await form.open('Advanced')
  await form.choose('Protocol', 'WebSockets')
  const trying = await ConnectionTest.open(page, form.panel)
  await expect(trying.verdict).toContainText('In reach; signing in cannot be tried from here', patience)
  for (const name of ['TLS', 'WebSocket']) await expect(trying.step(name)).toContainText('Passed')
  await expect(trying.step('MQTT connect')).toContainText('only the dataflows get tokens of the managed identity')
  await expect(trying.step('MQTT subscribe')).toContainText('Not reached')
})

test('a draft is tried unsaved: what fails says why and leads to its field', async ({ list: page }) => {
  const form = await openNew(page, 'Custom MQTT Broker')
  const empty = await ConnectionTest.open(page, form.panel)
  await expect(empty.dialog).toContainText('This cannot be tried yet.')
  await empty.button('Go to Host').click()
  await expect(form.field('Host')).toBeFocused()

  await form.fill({ Host: 'partner-hq-broker:9999' })
  await form.choose('Authentication method', 'None')
  const wrongPort = await ConnectionTest.open(page, form.panel)
  await expect(wrongPort.step('TCP')).toContainText('nothing listens on that port', patience)
  await expect(wrongPort.step('TLS')).toContainText('Not reached')
  await wrongPort.close()

  await form.fill({ Host: 'aio-broker:18883' })
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
  const wrongCa = await ConnectionTest.open(page, form.panel)
  await expect(wrongCa.verdict).toContainText('Failed at TLS', patience)
  await expect(wrongCa.step('TLS')).toContainText(/does not trust/)
  await expect(wrongCa.dialog.getByRole('region', { name: 'The broker’s certificate' })).toContainText('Not trusted')
  await wrongCa.button('Go to Trusted CA certificate config map').click()
  await expect(form.choice('Trusted CA certificate config map')).toBeFocused()

  await form.open('Basic')
  await form.fill({ Host: 'partner-hq-broker:8883' })
  const noCertificate = await ConnectionTest.open(page, form.panel)
  await expect(noCertificate.step('TLS')).toContainText(/wants a client certificate/, patience)
  await noCertificate.close()
  await expect(form.panel).toBeVisible()
})

test('stored-secret-wrong-host: a client certificate goes to another host only when somebody entitled says so', async ({
  page,
  plant,
}) => {
  await page.goto(`/${plant.instance}/endpoints/edit/partner-hq`)
  const form = new Form(page, 'Edit dataflow endpoint: partner-hq')
  // The same broker by another name: to the portal it is another host.
  const other = 'partner-hq-broker.azure-iot-operations.svc:8883'
  await form.fill({ Host: other })
  const trying = await ConnectionTest.open(page, form.panel)
  await expect(trying.verdict).toContainText('Failed at Trust and credentials', patience)
  await expect(trying.dialog).toContainText(
    `The client certificate “partner-hq-client” is stored for partner-hq-broker:8883, so it is not sent to ${other}.`,
  )
  await expect(trying.step('DNS')).toContainText('Not reached')
  await carriesIfEntitled(trying, other)
})

/** Everything that Apply would have written for an endpoint of this name. */
const writtenFor = async (plant: Plant, name: string) => ({
  vault: await plant.vault.names(name),
  syncObjects: await syncObjects(plant, name),
  secret: await secretData(plant, `${name}-tls`),
  endpoint: await plant.cluster.exists(name),
  providerClass: await listedObjects(plant),
})

test('staged-secret-test: a fresh client certificate is tried from the form, and nothing is written', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('untried')
  const before = await writtenFor(plant, name)
  const pair = await freshPair(plant)
  const form = await openX509(page, name)
  await form.fill({ Host: 'partner-hq-broker:8883' })
  await giveValue(form, certificateSlot, pair.cert)
  await giveValue(form, keySlot, pair.key)
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
  const trying = await ConnectionTest.open(page, form.panel)
  await expect(trying.verdict).toContainText(/Connected in .*partner-hq-broker:8883/, patience)
  await expect(trying.dialog).toContainText('Uses the certificate from this form, not yet stored.')
  for (const step of ['Trust and credentials', 'DNS', 'TCP', 'TLS', 'MQTT connect', 'MQTT subscribe'])
    await expect(trying.step(step)).toContainText(/Passed, [\d.]+ m?s/)
  await expect(trying.step('Trust and credentials')).toContainText('client certificate from the form, not yet stored')
  await expect(trying.step('TLS')).toContainText('client certificate presented')
  await passesAxe(page, 'test of a staged certificate')
  await trying.close()
  expect(await writtenFor(plant, name)).toEqual(before)
})

test('staged-secret-test: a missing key, a wrong one and a stranger’s certificate are told apart, and nothing is written', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('mistaken')
  const before = await writtenFor(plant, name)
  const [pair, other] = [await freshPair(plant), await freshPair(plant)]
  const form = await openX509(page, name)
  await form.fill({ Host: 'partner-hq-broker:8883' })
  await giveValue(form, certificateSlot, pair.cert)
  const alone = await ConnectionTest.open(page, form.panel)
  await expect(alone.dialog).toContainText('This cannot be tried yet.')
  await expect(alone.dialog).toContainText('Add the client key.')
  await alone.close()

  await giveValue(form, keySlot, other.key)
  const wrongKey = await ConnectionTest.open(page, form.panel)
  await expect(wrongKey.verdict).toContainText('Failed at Trust and credentials', patience)
  await expect(wrongKey.step('Trust and credentials')).toContainText(
    'The private key does not belong to the certificate “fresh-uplink”',
  )
  await expect(wrongKey.step('DNS')).toContainText('Not reached')
  await wrongKey.button('Go to Synced secret name').click()
  await expect(form.field('Synced secret name')).toBeFocused()

  const stranger = await (await Pki.open(`${plant.directory}/pki`)).sign('aio', { name: 'stranger', days: 10 })
  plant.privateValues.add('the key of a stranger', stranger.key)
  for (const slot of [certificateSlot, keySlot] as const) await form.button(`Remove ${slot}`).click()
  await giveValue(form, certificateSlot, stranger.cert)
  await giveValue(form, keySlot, stranger.key)
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
  const refused = await ConnectionTest.open(page, form.panel)
  await expect(refused.verdict).toContainText('Failed at TLS', patience)
  await expect(refused.step('TLS')).toContainText('The broker does not know the CA that issued')
  await refused.close()
  expect(await writtenFor(plant, name)).toEqual(before)
})

test('picked-secret-test: a pair that is picked from the vault reaches the partner’s broker, and nothing is written', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('unsynced')
  const before = await writtenFor(plant, name)
  const form = await openX509(page, name)
  await form.fill({ Host: 'partner-hq-broker:8883' })
  await pickSecret(form, certificateSlot, 'packing-cert')
  await pickSecret(form, keySlot, 'packing-key')
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
  const trying = await ConnectionTest.open(page, form.panel)
  await expect(trying.verdict).toContainText(/Connected in .*partner-hq-broker:8883/, patience)
  await expect(trying.dialog).toContainText('Uses what was picked from the vault, not yet synced.')
  for (const step of ['Trust and credentials', 'DNS', 'TCP', 'TLS', 'MQTT connect', 'MQTT subscribe'])
    await expect(trying.step(step)).toContainText(/Passed, [\d.]+ m?s/)
  await expect(trying.step('Trust and credentials')).toContainText('packing-cert and packing-key in kv-plant-07')
  await expect(trying.step('TLS')).toContainText('client certificate presented')
  await expect(trying.step('MQTT connect')).toContainText('accepted')
  await passesAxe(page, 'test of a picked certificate')
  await trying.close()
  expect(await writtenFor(plant, name)).toEqual(before)
  expect(await plant.vault.versions('packing-key')).toBe(1)
})

test('picked-secret-test: a picked secret that is no key of the pasted certificate says so, and its own key connects', async ({
  list: page,
  plant,
  named,
}) => {
  const form = await openX509(page, named('mixed'))
  await form.fill({ Host: 'partner-hq-broker:8883' })
  await giveValue(form, certificateSlot, (await plant.vault.value('press-shop-cert')) ?? '')
  for (const [secret, cause] of [
    ['historian-password', '“historian-password” in the vault: this is neither a certificate nor a key'],
    ['packing-key', /“packing-key” in the vault: the private key does not belong to .* “press-shop-uplink”/],
  ] as const) {
    await pickSecret(form, keySlot, secret)
    const refused = await ConnectionTest.open(page, form.panel)
    await expect(refused.verdict).toContainText('Failed at Trust and credentials', patience)
    await expect(refused.step('Trust and credentials')).toContainText(cause)
    await expect(refused.step('Trust and credentials')).toContainText(`X509 client key, ${secret} in kv-plant-07`)
    await expect(refused.step('DNS')).toContainText('Not reached')
    await refused.button('Go to Synced secret name').click()
    await expect(form.field('Synced secret name')).toBeFocused()
    await form.button(`Remove ${keySlot}`).click()
  }

  await pickSecret(form, keySlot, 'press-shop-key')
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
  const mixed = await ConnectionTest.open(page, form.panel)
  await expect(mixed.verdict).toContainText(/Connected in .*partner-hq-broker:8883/, patience)
  await expect(mixed.dialog).toContainText('Uses what was picked from the vault and typed here, not yet synced.')
})

test('stored-secret-wrong-host, picked-secret-test: what an endpoint of another host uses is asked for', async ({
  list: page,
  plant,
  named,
}) => {
  const form = await openX509(page, named('elsewhere'))
  // The same broker by another name: to the portal it is another host.
  const other = 'partner-hq-broker.azure-iot-operations.svc:8883'
  await form.fill({ Host: other })
  await pickSecret(form, certificateSlot, 'partner-hq-cert')
  await pickSecret(form, keySlot, 'partner-hq-key')
  await form.open('Advanced')
  await form.choose('Trusted CA certificate config map', 'partner-hq-ca')
  const trying = await ConnectionTest.open(page, form.panel)
  await expect(trying.verdict).toContainText('Failed at Trust and credentials', patience)
  await expect(trying.step('Trust and credentials')).toContainText(
    `“partner-hq-cert” in the vault “${plant.vault.name}” is stored for partner-hq-broker:8883, so it is not presented to ${other}.`,
  )
  await expect(trying.step('DNS')).toContainText('Not reached')
  await carriesIfEntitled(trying, other)
})

test('ssrf-literals, test-rate-limit: loopback is not dialled, and the sixth test of a minute has to wait', async ({
  list: page,
  plant,
  request,
  guard,
}) => {
  // The browser itself writes down every answer that is none.
  guard.allow(/429/)
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Host: `127.0.0.1:${new URL(plant.url).port}` })
  await form.choose('Authentication method', 'None')
  const trying = await ConnectionTest.open(page, form.panel)
  await expect(trying.step('DNS')).toContainText('Address not allowed: it is the portal itself.', patience)
  for (let more = 0; more < 4; more += 1) {
    await trying.again()
    await expect(trying.verdict).toContainText('Failed at DNS', patience)
  }
  await trying.again()
  await expect(trying.dialog).toContainText('There were too many requests in a short time.', patience)
  await expect(trying.dialog).toContainText(/Try again in \d+ seconds?\./)

  const ask = (address: string) =>
    request.post(`/api/${plant.instance}/connection-tests`, {
      headers: { origin: plant.url, 'x-forwarded-for': address },
      data: { type: 'custom-mqtt', values: { host: 'localhost:1', method: 'Anonymous' }, options: {} },
    })
  const mine = await ask('198.51.100.7')
  // Whoever signed in has five a minute, from wherever they come; else each address has.
  expect(mine.status()).toBe(everybody ? 429 : 200)
  if (everybody) return
  expect(await mine.text()).toContain('Address not allowed')
  for (let more = 0; more < 4; more += 1) expect((await ask('198.51.100.7')).status()).toBe(200)
  const sixth = await ask('198.51.100.7')
  expect(sixth.status()).toBe(429)
  expect(Number(sixth.headers()['retry-after'])).toBeGreaterThan(0)
  expect((await ask('198.51.100.8')).status()).toBe(200)
})

testSignedIn(
  'stored-secret-wrong-host: whoever may not read Secrets is told so, and sends the certificate nowhere',
  async ({ as, plant }) => {
    const page = await as('operator')
    await page.goto(`/${plant.instance}/endpoints/edit/partner-hq`)
    const form = new Form(page, 'Edit dataflow endpoint: partner-hq')
    await form.fill({ Host: 'elsewhere.example:8883' })
    const trying = await ConnectionTest.open(page, form.panel)
    await expect(trying.verdict).toContainText('Failed at Trust and credentials', patience)
    const carry = trying.button('Present it to elsewhere.example:8883 in a test')
    await expect(carry).toHaveAttribute('aria-disabled', 'true')
    await expect(carry).toHaveAccessibleDescription(/get on secrets/)
  },
)
