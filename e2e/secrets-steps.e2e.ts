import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'
import type { Form } from './form.ts'
import type { Plant } from './plant.ts'
import {
  certificateSlot,
  finished,
  freshPair,
  giveValue,
  keySlot,
  listedObjects,
  openPart,
  openX509,
  part,
  pickSecret,
  Run,
  secretData,
  syncObjects,
} from './secrets.ts'

test.afterEach(async ({ plant }) => {
  await plant.cluster.faults([])
  await plant.vault.faults([])
})

/** A form with a fresh pair, each part under a name of its own, ready to be applied. */
async function filled(page: Page, plant: Plant, name: string, prefix = name): Promise<Form> {
  const { cert, key } = await freshPair(plant)
  const form = await openX509(page, name)
  await giveValue(form, certificateSlot, cert, `${prefix}-cert`)
  await giveValue(form, keySlot, key, `${prefix}-key`)
  return form
}

/** Exactly what was meant stands in vault and cluster: one version each, one sync object, one endpoint. */
async function standsOnce(plant: Plant, name: string, prefix = name): Promise<void> {
  expect(await plant.vault.names(prefix)).toEqual([`${prefix}-cert`, `${prefix}-key`])
  for (const secret of [`${prefix}-cert`, `${prefix}-key`]) expect(await plant.vault.versions(secret)).toBe(1)
  expect(await syncObjects(plant, name)).toEqual([`${name}-tls`])
  expect((await listedObjects(plant)).split(`objectName: ${prefix}-`)).toHaveLength(3)
  const data = await secretData(plant, `${name}-tls`)
  expect(data?.['client_cert.pem']).toBe(await plant.vault.value(`${prefix}-cert`))
  expect(data?.['client_key.pem'] === (await plant.vault.value(`${prefix}-key`))).toBe(true)
  expect(await plant.cluster.settings(name)).toMatchObject({
    authentication: { x509CertificateSettings: { secretRef: `${name}-tls` } },
  })
}

const breaks = [
  {
    trial: 'kv-outage-on-save',
    step: 'Store in Key Vault',
    stands: 'Nothing has been changed.',
    spoil: (plant: Plant, name: string) =>
      plant.vault.faults([{ match: { verb: 'set', namePrefix: name }, fault: { answer: 503 } }]),
  },
  {
    trial: 'the provider class cannot be written',
    step: 'List in the provider class',
    stands: 'The values are saved in Key Vault, not yet in use by the endpoint.',
    spoil: (plant: Plant) =>
      plant.cluster.faults([{ match: { verb: 'patch', resource: 'secretproviderclasses' }, fault: { answer: 500 } }]),
  },
  {
    trial: 'the sync object cannot be made',
    step: 'Create the sync object',
    stands: 'and the provider class lists them',
    spoil: (plant: Plant, name: string) =>
      plant.cluster.faults([
        { match: { verb: 'create', resource: 'secretsyncs', namePrefix: name }, fault: { answer: 403 } },
      ]),
  },
  {
    trial: 'the sync cannot read the vault',
    step: 'Secret present in the cluster',
    stands: 'and the sync object exists',
    spoil: (plant: Plant, name: string) =>
      plant.vault.faults([{ match: { verb: 'get', namePrefix: `${name}-` }, fault: { answer: 403 } }]),
  },
  {
    trial: 'the sync may not write the Secret',
    step: 'Secret present in the cluster',
    stands: 'and the sync object exists',
    spoil: (plant: Plant, name: string) =>
      plant.cluster.faults([
        { match: { verb: 'create', resource: 'secrets', namePrefix: name }, fault: { answer: 403 } },
      ]),
  },
  {
    trial: 'kv-ok-then-k8s-fails',
    step: 'Endpoint applied',
    stands: 'and its content is verified',
    spoil: (plant: Plant, name: string) =>
      plant.cluster.faults([
        { match: { verb: 'create', resource: 'dataflowendpoints', namePrefix: name }, fault: { answer: 500 } },
      ]),
  },
]

for (const { trial, step, stands, spoil } of breaks) {
  test(`${trial}: “${step}” fails, says what stands, and Retry goes on from there`, async ({ list, plant, named }) => {
    const name = named('broken')
    const form = await filled(list, plant, name)
    await spoil(plant, name)
    await form.button('Apply').click()
    const run = new Run(list)
    await run.failsAt(step)
    await expect(run.root).toContainText(stands)
    await expect(run.root).not.toContainText(/\[object|undefined|stack|\{/)
    expect(await plant.cluster.exists(name)).toBe(false)

    await plant.vault.faults([])
    await plant.cluster.faults([])
    await run.retry.click()
    await finished(plant, form, name)
    await standsOnce(plant, name)
  })
}

for (const prefix of ['throttled', 'throttled-silently']) {
  test(`kv-429: ${prefix}- is waited out and stores one version each`, async ({ list, plant, named }) => {
    const name = named('patient')
    const vaultPrefix = named(prefix)
    const form = await filled(list, plant, name, vaultPrefix)
    await form.button('Apply').click()
    await finished(plant, form, name)
    await standsOnce(plant, name, vaultPrefix)
  })
}

test('kv-commit-then-drop: a lost reply leaves exactly one version', async ({ list, plant, named }) => {
  const name = named('dropped')
  const prefix = named('dropped-reply')
  const form = await filled(list, plant, name, prefix)
  await form.button('Apply').click()
  await finished(plant, form, name)
  await standsOnce(plant, name, prefix)
})

test('kv-name-soft-deleted: the name is recovered on the spot and gets a new version', async ({
  list,
  plant,
  named,
}) => {
  const name = named('reborn')
  await plant.vault.client.setSecret(`${name}-cert`, named('the-value-before-deletion'))
  await plant.vault.client.beginDeleteSecret(`${name}-cert`)
  const form = await filled(list, plant, name)
  await form.button('Apply').click()
  const run = new Run(list)
  await run.failsAt('Store in Key Vault')
  await run.root.getByRole('button', { name: `Recover “${name}-cert” and add a version` }).click()
  await finished(plant, form, name)
  expect(await plant.vault.versions(`${name}-cert`)).toBe(2)
  expect(await plant.vault.versions(`${name}-key`)).toBe(1)
  expect((await secretData(plant, `${name}-tls`))?.['client_cert.pem']).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
})

test('one of two values arrives: the other is sent again, the first is not', async ({ list, plant, named }) => {
  const name = named('half')
  const form = await filled(list, plant, name)
  await plant.vault.faults([{ match: { verb: 'set', namePrefix: `${name}-key` }, fault: { answer: 403 } }])
  await form.button('Apply').click()
  const run = new Run(list)
  await run.failsAt('Store in Key Vault')
  await run.root.getByRole('button', { name: 'Back to the form' }).click()
  await expect(part(form, certificateSlot)).toContainText('version')
  await expect(part(form, keySlot)).toContainText('new, stored on Apply')
  await plant.vault.faults([])
  await form.button('Apply').click()
  await finished(plant, form, name)
  await standsOnce(plant, name)
})

test('hexadecimal digits without a tag are told from PEM after the sync, and one click repairs them', async ({
  list,
  plant,
  named,
}) => {
  const name = named('untagged')
  const form = await openX509(list, name)
  await pickSecret(form, certificateSlot, 'mould-shop-cert')
  await pickSecret(form, keySlot, 'mould-shop-key')
  await form.button('Apply').click()
  const run = new Run(list)
  await run.failsAt('Content verified')
  const cure = 'Let the provider class read “mould-shop-cert” as hex, “mould-shop-key” as hex'
  await run.root.getByRole('button', { name: cure }).click()
  await finished(plant, form, name)
  expect((await secretData(plant, `${name}-tls`))?.['client_key.pem']).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
})

test('half-synced: a pair that does not belong together is told after the sync, and Retry goes on once it does', async ({
  list,
  plant,
  named,
}) => {
  const name = named('mixed')
  const [one, other] = await Promise.all([freshPair(plant), freshPair(plant)])
  await plant.vault.client.setSecret(`${name}-cert`, one.cert)
  await plant.vault.client.setSecret(`${name}-key`, other.key)
  const form = await openX509(list, name)
  for (const [slot, secret] of [
    [certificateSlot, `${name}-cert`],
    [keySlot, `${name}-key`],
  ] as const) {
    const dialog = await openPart(form, slot)
    await dialog.root.getByRole('button', { name: 'Refresh' }).click()
    await dialog.root.getByRole('searchbox').fill(secret)
    await dialog.root.getByRole('radio', { name: secret }).check()
    await dialog.add()
  }
  await form.button('Apply').click()
  const run = new Run(list)
  await run.failsAt('Content verified')
  await expect(run.root).toContainText('do not belong together, so no broker would accept them')
  expect(await plant.cluster.exists(name)).toBe(false)

  await plant.vault.client.setSecret(`${name}-key`, one.key)
  await run.retry.click()
  await finished(plant, form, name)
  expect(await plant.vault.names(name)).toEqual([`${name}-cert`, `${name}-key`])
  expect(await plant.vault.versions(`${name}-cert`)).toBe(1)
  expect(await plant.vault.versions(`${name}-key`)).toBe(2)
  expect(await syncObjects(plant, name)).toEqual([`${name}-tls`])
  expect((await listedObjects(plant)).split(`objectName: ${name}-`)).toHaveLength(3)
  const data = await secretData(plant, `${name}-tls`)
  expect(data?.['client_cert.pem']).toBe(one.cert)
  expect(data?.['client_key.pem'] === one.key).toBe(true)
})

test('a run does not close silently while it goes on', async ({ list, plant, named }) => {
  const name = named('leaving')
  const form = await filled(list, plant, name)
  await plant.vault.faults([{ match: { verb: 'set', namePrefix: name }, fault: { delayMs: 4_000 } }])
  await form.button('Apply').click()
  const run = new Run(list)
  await expect(run.step('Store in Key Vault')).toContainText('Running')
  await expect(run.step('Store in Key Vault')).toContainText('Nothing is lost: the value may have arrived')
  await list.keyboard.press('Escape')
  await expect(run.root).toContainText('It is still running.')
  await run.root.getByRole('button', { name: 'Keep waiting' }).click()
  await finished(plant, form, name)
  await standsOnce(plant, name)
})

test('Back during a run asks what is true of it, and once it is left no further step is begun', async ({
  list,
  plant,
  named,
}) => {
  const name = named('left')
  const form = await filled(list, plant, name)
  await plant.vault.faults([{ match: { verb: 'set', namePrefix: name }, fault: { delayMs: 2_000 } }])
  await form.button('Apply').click()
  await expect(new Run(list).step('Store in Key Vault')).toContainText('Running')
  await list.goBack()
  const question = list.getByRole('alertdialog', { name: 'Leave with this half done?' })
  await expect(question).toContainText('no further one is begun')
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(form.panel).toBeHidden()
  await expect.poll(() => plant.vault.versions(`${name}-key`), { timeout: 15_000 }).toBe(1)
  // The next step would have begun long before another form stands open.
  await openX509(list, named('after'))
  expect(await listedObjects(plant)).not.toContain(name)
  expect(await syncObjects(plant, name)).toEqual([])
})

test('a foreign Secret of the name is left alone, and the sentence says so', async ({ list, plant, named }) => {
  const name = named('foreign')
  const { namespace } = plant.cluster
  await plant.cluster.core.createNamespacedSecret({
    namespace,
    body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${name}-tls` }, data: { mine: btoa('kept') } },
  })
  const form = await filled(list, plant, name)
  await form.button('Apply').click()
  const run = new Run(list)
  await run.failsAt('Create the sync object')
  await expect(run.root).toContainText('does not belong to the secret sync')
  await run.root.getByRole('button', { name: 'Back to the form' }).click()
  await form.fill({ 'Synced secret name': `${name}-own` })
  await form.button('Apply').click()
  await finished(plant, form, name)
  expect(await secretData(plant, `${name}-tls`)).toEqual({ mine: 'kept' })
  expect(await plant.vault.versions(`${name}-key`)).toBe(1)
  expect(await syncObjects(plant, name)).toEqual([`${name}-own`])
})
