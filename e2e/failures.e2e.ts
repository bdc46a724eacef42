import { expect, test } from './fixtures.ts'
import { openEdit, openNew, row } from './form.ts'

/**
 * Names that make the sandbox's API server fail in a way of its own (sandbox/README.md), so that everything here can be
 * replayed by hand.
 */
const drills = [
  { prefix: 'forbid-apply', says: /does not allow (the portal|you) to create/ },
  { prefix: 'refuse-apply', says: 'was changed or replaced meanwhile' },
  { prefix: 'deny-apply', says: 'the plant says no' },
  { prefix: 'fail-apply', says: 'cannot serve this now (500)' },
  { prefix: 'busy-apply', says: 'Try again in 1 second.' },
  { prefix: 'garbage-apply', says: 'What answered is not a Kubernetes API server' },
]

for (const { prefix, says } of drills) {
  test(`${prefix}: a sentence at the top says what to do, and the form stays filled`, async ({
    list,
    plant,
    named,
  }) => {
    const name = named(prefix)
    const form = await openNew(list, 'Custom MQTT Broker')
    await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
    await form.open('Advanced')
    await form.fill({ 'Keep alive': '30' })
    await form.button('Apply').click()
    await expect(form.failure).toContainText(says)
    await expect(form.failure).not.toContainText(/\[object|undefined|HTTP-Code|stack|\{/)
    await expect(form.field('Keep alive')).toHaveValue('30')
    await form.open('Basic')
    await expect(form.field('Host')).toHaveValue('broker.example.net:8883')

    const better = named('better')
    await form.fill({ Name: better })
    await form.apply()
    expect(await plant.cluster.settings(better)).toMatchObject({ keepAliveSeconds: 30 })
  })
}

test('slow-apply: the button says what runs, and the write arrives', async ({ list, plant, named }) => {
  const name = named('slow-apply')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.button('Apply').click()
  await expect(form.panel.getByRole('button', { name: /Applying/ })).toBeVisible()
  await expect(form.panel).toBeHidden({ timeout: 10_000 })
  expect(await plant.cluster.exists(name)).toBe(true)
})

test('hang-apply: an API server that never answers ends in a sentence, with the form filled', async ({
  list,
  named,
}) => {
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: named('hang-apply'), Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.button('Apply').click()
  await expect(form.failure).toContainText('The cluster did not answer in time.', { timeout: 20_000 })
  await expect(form.field('Host')).toHaveValue('broker.example.net:8883')
})

test('drop-apply: when the answer is lost on the way, the portal looks, and says that it was written', async ({
  list,
  plant,
  named,
}) => {
  const name = named('drop-apply')
  const form = await openNew(list, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.apply()
  await expect(list.getByText(`Endpoint “${name}” created`)).toBeVisible()
  await expect(row(list, name)).toBeVisible()
  expect(await plant.cluster.settings(name)).toMatchObject({ host: 'broker.example.net:8883' })
})

test('a write the cluster forbids leaves the endpoint as it was', async ({ list, plant, named }) => {
  const name = named('locked')
  await plant.cluster.createMqtt(name)
  await plant.cluster.faults([
    { match: { verb: 'patch', resource: 'dataflowendpoints', namePrefix: name }, fault: { answer: 403 } },
  ])
  const before = await plant.cluster.endpoint(name)
  const form = await openEdit(list, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await form.button('Apply').click()
  await expect(form.failure).toContainText(/does not allow (the portal|you) to change/)
  await expect(form.field('Keep alive')).toHaveValue('30')
  expect(await plant.cluster.endpoint(name)).toEqual(before)
  await plant.cluster.faults([])
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ keepAliveSeconds: 30 })
})
