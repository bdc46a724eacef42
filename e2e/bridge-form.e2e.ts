import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { passesAxe } from './axe.ts'
import { dataflow, editBridge, newBridge, openBridge, openNewBridge, operations } from './bridge-form.ts'
import { connectivity } from './cluster.ts'
import { expect, test } from './fixtures.ts'
import { Form, freshness, rowMenu } from './form.ts'
import { patchDataflow } from './runtime.ts'

const telemetry = 'telemetry-to-cloud'

test('what is wrong with a bridge is said while typing, and one click cures it', async ({ page, plant, named }) => {
  const form = await openNewBridge(page, plant.instance)
  await form.button('Apply').click()
  await expect(form.panel).toContainText('Give the dataflow a name.')
  await passesAxe(page, 'form with errors')

  await form.fill({ Name: telemetry, 'Source endpoint': 'partner-hq', 'Topic filter 1': 'orders/#/new' })
  await expect(form.panel).toContainText(`There is already a dataflow “${telemetry}”. Choose another name.`)
  await form.fill({ 'Destination endpoint': 'event-grid-uplink', 'Destination topic': 'plant/+' })
  await form.button('Apply').click()
  await expect(form.panel).toContainText('# stands alone on the last level')
  await expect(form.field('Topic filter 1')).toHaveAttribute('aria-invalid', 'true')
  await expect(form.panel).toContainText('there is no wildcard in it')
  const needs = 'A dataflow needs the local broker on one side: neither “partner-hq” nor “event-grid-uplink” is it.'
  await expect(form.panel).toContainText(needs)
  await form.button('Write to default').click()
  await expect(form.field('Destination endpoint')).toHaveValue('default')
  await expect(form.panel).not.toContainText(needs)

  await form.fill({ 'Source endpoint': 'quality-explorer' })
  await form.field('Name').focus()
  await expect(form.panel).toContainText('“quality-explorer” can be a destination only')
  await form.fill({ 'Source endpoint': 'telemetry-event-hub' })
  await expect(form.panel).toContainText('As a source a Kafka endpoint needs a consumer group')
  await expect(form.panel.getByRole('link', { name: 'Name a consumer group' })).toHaveAttribute(
    'href',
    `/${plant.instance}/endpoints/edit/telemetry-event-hub?field=consumerGroup`,
  )
  await form.fill({ 'Source endpoint': 'event-grid-commands', 'Dataflow profile': 'archive' })
  await form.field('Name').focus()
  await expect(form.panel).toContainText('As a source Event Grid needs a profile with one instance')
  await form.button('Use the profile default').click()
  await expect(form.field('Dataflow profile')).toHaveValue('default')

  await form.fill({ Name: named('mirror'), 'Source endpoint': 'default', 'Topic filter 1': 'plant-07/#' })
  await form.fill({ 'Destination endpoint': 'partner-hq', 'Destination topic': 'orders/plant-07/back' })
  await expect(form.panel).toContainText(
    'What it writes comes back to what it reads through “orders-from-partner”: every message would go round and round.',
  )
})

test('a bridge is edited: what it maps and filters stays, its profile is held with the reason', async ({
  page,
  plant,
  named,
}) => {
  const name = named('mapped')
  const { spec } = await dataflow(plant.cluster, telemetry)
  await plant.cluster.createDataflow(name, 'default', 'event-grid-uplink')
  await patchDataflow(plant.cluster, name, { ...spec, mode: 'Disabled', requestDiskPersistence: 'Enabled' })

  const form = await openBridge(page, plant.instance, name)
  await expect(form.field('Dataflow profile')).toBeDisabled()
  await expect(form.panel).toContainText('A dataflow keeps the profile that it was made with.')
  await expect(form.panel).toContainText('Drops messages where temperature < 400')
  await form.field('Topic filter 2').press('Enter')
  await form.field('Topic filter 3').fill('plant-07/water/#')
  await form.choose('Mode', 'Enabled')
  await form.apply()

  const [source, ...others] = spec.operations
  await expect
    .poll(async () => (await dataflow(plant.cluster, name)).spec)
    .toEqual({
      ...spec,
      mode: 'Enabled',
      requestDiskPersistence: 'Enabled',
      operations: [
        {
          ...source,
          sourceSettings: {
            endpointRef: 'default',
            dataSources: ['plant-07/+/telemetry', 'plant-07/energy/#', 'plant-07/water/#'],
          },
        },
        ...others,
      ],
    })
})

test('a bridge is cloned with all that no form shows, deleted, and brought back as it was', async ({
  page,
  plant,
  named,
  guard,
}) => {
  // The page of what was deleted asks for it once more.
  guard.allow(/status of 404/)
  const name = named('cloned')
  await page.goto(`/${plant.instance}/dataflows/${telemetry}`)
  await expect(freshness(page)).toHaveText('Live')
  await page.getByRole('link', { name: 'Clone', exact: true }).click()
  const form = new Form(page, `New bridge like ${telemetry}`)
  await form.fill({ Name: name, 'Destination topic': 'plant-07/copy' })
  await form.apply()
  const original = await operations(plant.cluster, telemetry)
  await expect
    .poll(() => operations(plant.cluster, name))
    .toEqual([
      ...original.slice(0, 2),
      { destinationSettings: { endpointRef: 'event-grid-uplink', dataDestination: 'plant-07/copy' } },
    ])

  await plant.cluster.custom.patchNamespacedCustomObject(
    {
      ...{ ...connectivity, namespace: plant.cluster.namespace, plural: 'dataflows', name },
      body: { metadata: { labels: { line: '4' } } },
    },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  )
  const before = await dataflow(plant.cluster, name)
  await page.goto(`/${plant.instance}/dataflows/${name}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: `Delete bridge “${name}”?` })
  await question.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(`Bridge “${name}” is back`)).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/${plant.instance}$`))
  const after = await dataflow(plant.cluster, name)
  expect(after.spec).toEqual(before.spec)
  expect(after.metadata.labels).toEqual({ line: '4' })
  expect(after.metadata.uid).not.toBe(before.metadata.uid)
})

test('stale-edit: two write the same bridge, and neither overwrites the other unasked', async ({
  page,
  plant,
  named,
}) => {
  const name = named('shared')
  await plant.cluster.createDataflow(name, 'default', 'partner-hq')
  const form = await openBridge(page, plant.instance, name)
  await form.fill({ 'Destination topic': 'mine' })
  const { operations: before } = (await dataflow(plant.cluster, name)).spec
  const [source, destination] = before
  await patchDataflow(plant.cluster, name, {
    mode: 'Disabled',
    operations: [
      source,
      { ...destination, destinationSettings: { endpointRef: 'partner-hq', dataDestination: 'theirs' } },
    ],
  })
  await expect(form.panel).toContainText('Their values are in the form now, beside yours: Mode.')
  await form.button('Compare').click()
  const choice = form.panel.getByRole('radiogroup', { name: 'Destination topic' })
  await expect(choice).toContainText('Theirs: theirs')
  await choice.getByRole('radio', { name: 'Mine: mine' }).check()
  await form.button('Continue with these values').click()
  await form.apply()
  const { spec } = await dataflow(plant.cluster, name)
  expect(spec.mode).toBe('Disabled')
  expect(spec.operations[1]).toMatchObject({ destinationSettings: { dataDestination: 'mine' } })
})

test('a bridge begins at an endpoint, from its page and from the list', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}/endpoints/partner-hq`)
  await expect(freshness(page)).toHaveText('Live')
  await page.getByRole('link', { name: 'Use in a bridge' }).click()
  const form = newBridge(page)
  await expect(form.field('Source endpoint')).toHaveValue('default')
  await expect(form.field('Destination endpoint')).toHaveValue('partner-hq')
  await form.button('Cancel').click()
  await expect(page).toHaveURL(/\/endpoints\/partner-hq$/)

  await page.goto(`/${plant.instance}/endpoints`)
  await rowMenu(page, 'default', 'Use in a bridge')
  await expect(form.field('Source endpoint')).toHaveValue('default')
  await expect(form.field('Destination endpoint')).toHaveValue('')
})

test('a line in the picture begins a bridge, drawn with the mouse and with the keyboard', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}?view=picture`)
  await expect(freshness(page)).toHaveText('Live')
  const picture = page.getByRole('application', { name: 'Picture of the bridges' })
  const node = (name: string) =>
    picture
      .locator('.react-flow__node')
      .filter({ has: page.getByRole('link', { name: new RegExp(`^${name}\\s*[A-Z]`) }) })
  const middle = async (name: string, handle = '') => {
    const part = handle ? node(name).first().locator(handle) : node(name).first()
    const box = await part.boundingBox()
    if (!box) throw new Error(`${name} is not in sight`)
    return [box.x + box.width / 2, box.y + box.height / 2] as const
  }
  await expect(node('event-grid-uplink')).toBeVisible()
  await page.mouse.move(...(await middle('default', '.react-flow__handle.source')))
  await page.mouse.down()
  await page.mouse.move(...(await middle('event-grid-uplink')), { steps: 8 })
  await page.mouse.up()
  const form = newBridge(page)
  await expect(form.field('Source endpoint')).toHaveValue('default')
  await expect(form.field('Destination endpoint')).toHaveValue('event-grid-uplink')
  await expect(page).toHaveURL(/view=picture/)
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()

  await picture
    .getByRole('link', { name: /^partner-hq\s*[A-Z]/ })
    .first()
    .focus()
  await page.keyboard.press('b')
  await expect(
    page.getByText('A bridge from partner-hq: go to the endpoint that it leads to and press B.'),
  ).toBeVisible()
  await picture.getByRole('link', { name: /^default\s*[A-Z]/ }).focus()
  await page.keyboard.press('b')
  await expect(form.field('Source endpoint')).toHaveValue('partner-hq')
  await expect(form.field('Destination endpoint')).toHaveValue('default')
})

test('the first bridge to an endpoint that none uses yet is drawn in the picture', async ({ page, plant, named }) => {
  const fresh = named('fresh')
  await page.goto(`/${plant.instance}?view=picture`)
  await expect(freshness(page)).toHaveText('Live')
  await plant.cluster.createMqtt(fresh)
  const picture = page.getByRole('application', { name: 'Picture of the bridges' })
  const unused = picture.getByRole('link', { name: new RegExp(`^${fresh}\\s*Not in use$`) })
  await expect(unused).toBeVisible()
  await passesAxe(page, 'picture')

  const from = picture.getByTitle('Draw a bridge from default')
  await from.hover()
  await page.mouse.down()
  await unused.hover()
  await page.mouse.up()
  const form = newBridge(page)
  await expect(form.field('Source endpoint')).toHaveValue('default')
  await expect(form.field('Destination endpoint')).toHaveValue(fresh)
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()

  await unused.focus()
  await page.keyboard.press('b')
  await picture.getByRole('link', { name: /^default\s*[A-Z]/ }).focus()
  await page.keyboard.press('b')
  await expect(form.field('Source endpoint')).toHaveValue(fresh)
  await expect(form.field('Destination endpoint')).toHaveValue('default')
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()

  await page.getByRole('searchbox').fill('orders')
  await expect(unused).toBeHidden()
  await page.getByRole('searchbox').fill('')
  // What the pointer is over is held as it is.
  await page.mouse.move(0, 0)
  await plant.cluster.createDataflow(named('first'), 'default', fresh)
  await expect(unused).toBeHidden()
  await expect(picture.getByRole('link', { name: new RegExp(`^${fresh}`) })).toBeVisible()
})

test('a form with something in it asks before it closes, and a dataflow that is gone can be made anew', async ({
  page,
  plant,
  named,
  guard,
}) => {
  guard.allow(/status of 404/)
  const name = named('gone')
  await plant.cluster.createDataflow(name, 'default', 'partner-hq')
  await openBridge(page, plant.instance, name)
  const form = editBridge(page, name)
  await form.fill({ 'Destination topic': 'typed' })
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep editing' }).click()
  await plant.cluster.custom.deleteNamespacedCustomObject({
    ...connectivity,
    namespace: plant.cluster.namespace,
    plural: 'dataflows',
    name,
  })
  await form.button('Re-create').click()
  await expect(form.panel).toBeHidden()
  expect((await operations(plant.cluster, name))[1]).toEqual({
    destinationSettings: { endpointRef: 'partner-hq', dataDestination: 'typed' },
  })
})
