import type { Page } from '@playwright/test'
import { passesAxe } from './axe.ts'
import { newBridge } from './bridge-form.ts'
import { connectivity, type Cluster } from './cluster.ts'
import { expect, testAlone as test } from './fixtures.ts'
import { freshness } from './form.ts'
import { clusterAway } from './guard.ts'
import {
  bridgeOrder,
  bridgeRow,
  createGraph,
  patchDataflow,
  removeDataflow,
  report,
  stateButton,
  verdictLine,
} from './runtime.ts'

const running = ['orders-from-partner', 'quality-to-partner', 'telemetry-to-cloud']
const paused = ['energy-to-cloud', 'quality-to-lakehouse', 'telemetry-to-archive']

/** One bridge in each state there is at once; three are seeded as paused. */
async function everyState(cluster: Cluster): Promise<void> {
  await cluster.createMqtt('hall-7')
  for (const name of ['slow', 'odd', 'new', 'lost']) await cluster.createDataflow(name, 'default', 'hall-7')
  await patchDataflow(cluster, 'lost', { profileRef: 'no-such-profile' })
  await report(cluster, 'telemetry-to-cloud', { status: 'Available' })
  await report(cluster, 'orders-from-partner', {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttSourceConnectionFailed',
    message: 'connection refused by partner-hq',
  })
  await report(cluster, 'quality-to-partner', {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttTargetConnectionFailed',
    lasting: 8 * 60_000,
  })
  await report(cluster, 'slow', { status: 'Degraded', reasonCode: 'DataflowTransformMapperFailed' })
  await report(cluster, 'odd', { status: 'Unknown', reasonCode: 'DataflowSomethingNew' })
}

const worstFirst = ['quality-to-partner', 'orders-from-partner', 'lost', 'slow', 'odd', 'new', 'telemetry-to-cloud']

async function open(page: Page, instance: string, search = ''): Promise<void> {
  await page.goto(`/${instance}${search}`)
  await expect(freshness(page)).toHaveText('Live')
}

test('a dataflow graph is a bridge too, with all of its endpoints and what its report tells', async ({
  page,
  plant,
}) => {
  const { cluster, instance } = plant
  await cluster.createMqtt('hall-7')
  await createGraph(cluster, 'enrich', ['default', 'hall-7'], ['partner-hq'])
  await open(page, instance)
  const graph = bridgeRow(page, 'enrich (graph)')
  await expect(graph.getByRole('cell').nth(0)).toContainText(/default and 1 more\s*Waiting for first report/)
  await report(cluster, 'enrich', {
    kind: 'dataflowgraphs',
    status: 'Unavailable',
    reasonCode: 'DataflowMqttSourceConnectionFailed',
  })
  await expect(graph.getByRole('cell').nth(0)).toContainText('Degraded')
  await expect(graph.getByRole('cell').nth(1)).toContainText(/partner-hq\s*Affected by the other side/)
  await expect(graph.getByRole('cell').nth(3)).toContainText('One of its 2 sources fails, and not which is reported.')

  await page.goto(`/${instance}/endpoints/hall-7`)
  await expect(page.locator('[data-roll-up]')).toContainText('1 of 1 side: enrich (graph).')
  const sides = page.getByRole('table', { name: 'Bridges that use it' })
  await expect(sides.getByRole('row', { name: /enrich/ })).toContainText('Source, to partner-hq')
  await sides.getByRole('link', { name: 'enrich (graph)' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runtime')
  await expect(page.getByRole('rowheader')).toHaveText(/^enrich \(graph\)/)

  await page.goto(`/${instance}?endpoint=hall-7&view=picture`)
  await expect(page.getByRole('link', { name: 'enrich (graph): Degraded, hall-7 to partner-hq' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the first paint holds every bridge, worst first, with the state of each side and a verdict', async ({
    page,
    plant,
  }) => {
    await everyState(plant.cluster)
    // The page comes from the portal's own copy, which hears of the last change a moment later.
    await expect(async () => {
      await page.goto(`/${plant.instance}`)
      expect(await bridgeOrder(page)).toEqual([...worstFirst, ...paused])
    }).toPass()
    await expect(verdictLine(page)).toContainText('2 of 10 bridges cannot reach partner-hq')
    await expect(bridgeRow(page, 'orders-from-partner')).toContainText('Disconnected')
    await expect(bridgeRow(page, 'orders-from-partner')).toContainText('Affected by the other side')
  })
})

test('the overview is the first screen and says of each side how it stands, since when and why', async ({
  page,
  plant,
}) => {
  await everyState(plant.cluster)
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${plant.instance}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runtime')
  await expect(page.getByRole('link', { name: 'Runtime' })).toHaveAttribute('aria-current', 'page')

  const cells = (name: string) => bridgeRow(page, name).getByRole('cell')
  await expect(cells('orders-from-partner').nth(0)).toContainText(/partner-hq\s*Disconnected/)
  await expect(cells('orders-from-partner').nth(1)).toContainText(/default\s*Affected by the other side/)
  await expect(cells('orders-from-partner').nth(2)).toContainText('5 min')
  await expect(cells('orders-from-partner').nth(3)).toContainText('Cannot connect to the source broker.')
  await expect(cells('orders-from-partner').nth(3)).toContainText('DataflowMqttSourceConnectionFailed')
  await expect(cells('orders-from-partner').nth(3)).toHaveAttribute('title', /connection refused by partner-hq/)
  await expect(cells('orders-from-partner').nth(4)).toContainText(/just now|\d+ s ago/)
  await expect(cells('quality-to-partner').nth(1)).toContainText(/partner-hq\s*Disconnected/)
  await expect(cells('telemetry-to-cloud').nth(0)).toContainText('Connected')
  await expect(cells('lost').nth(0)).toContainText('Pods down')
  await expect(cells('lost').nth(3)).toContainText('There is no profile “no-such-profile”')
  await expect(cells('odd').nth(0)).toContainText('Cannot tell')
  await expect(cells('odd').nth(3)).toContainText('DataflowSomethingNew')
  await expect(cells('new').nth(0)).toContainText('Waiting for first report')
  await expect(cells('telemetry-to-archive').nth(0)).toContainText('Paused')

  const counted = { Disconnected: 2, 'Pods down': 1, Degraded: 1, Stale: 0, 'Cannot tell': 1, Connected: 1, Paused: 3 }
  for (const [state, count] of Object.entries(counted)) {
    await expect(stateButton(page, state)).toHaveText(`${state} ${count}`)
  }
  await bridgeRow(page, 'orders-from-partner').getByRole('link', { name: 'partner-hq' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'partner-hq' })).toBeVisible()
})

test('states, endpoint and words narrow the bridges down, and stand in the URL', async ({ page, plant }) => {
  await everyState(plant.cluster)
  await open(page, plant.instance)
  await stateButton(page, 'Disconnected').click()
  await expect(page).toHaveURL(/state=disconnected$/)
  await expect(page.getByRole('rowheader')).toHaveCount(2)
  await stateButton(page, 'Connected').click()
  await expect(page).toHaveURL(/state=disconnected,connected$/)
  await expect(page.getByText('3 of 10 bridges')).toBeVisible()
  await page.getByLabel('Filter by endpoint').selectOption('partner-hq')
  await expect(page.getByRole('rowheader')).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Search bridges' }).fill('quality')
  await expect(page).toHaveURL(/search=quality/)
  await page.reload()
  await expect(page.getByRole('rowheader')).toHaveText([/quality-to-partner/])
  await expect(stateButton(page, 'Disconnected')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByLabel('Filter by endpoint')).toHaveValue('partner-hq')
  await page.getByRole('searchbox', { name: 'Search bridges' }).fill('nothing like this')
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(10)
})

test('a change shows at once where it stands; the order waits while the pointer is in the table', async ({
  page,
  plant,
}) => {
  for (const name of running) await report(plant.cluster, name, { status: 'Available' })
  await open(page, plant.instance)
  await expect(verdictLine(page)).toContainText('All 3 running bridges are connected, 3 are paused')
  const order = await bridgeOrder(page)
  expect(order).toEqual([...running, ...paused])

  await bridgeRow(page, 'orders-from-partner').hover()
  await report(plant.cluster, 'telemetry-to-cloud', {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttTargetConnectionFailed',
  })
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('Disconnected')
  await expect(verdictLine(page)).toContainText('1 of 6 bridges cannot reach event-grid-uplink')
  expect(await bridgeOrder(page)).toEqual(order)
  await page.getByRole('button', { name: 'Order has changed: update' }).click()
  await expect(page.getByRole('rowheader').first()).toContainText('telemetry-to-cloud')

  await report(plant.cluster, 'telemetry-to-cloud', { status: 'Available', lasting: 0 })
  await expect(verdictLine(page)).toContainText('All 3 running bridges are connected')
  await removeDataflow(plant.cluster, 'telemetry-to-cloud')
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('deleted')
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toBeHidden()
})

test('the clock alone ends the wait for a first report and the trust in an old one', async ({ page, plant }) => {
  await page.clock.install()
  await report(plant.cluster, 'telemetry-to-cloud', { status: 'Available' })
  await plant.cluster.createDataflow('silent', 'default', 'partner-hq')
  await open(page, plant.instance)
  await expect(bridgeRow(page, 'silent')).toContainText('Waiting for first report')
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('Connected')
  await page.clock.runFor('04:00')
  await expect(bridgeRow(page, 'silent')).not.toContainText('Waiting for first report')
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('Connected')
  await page.clock.runFor('12:00')
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('Stale')
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('The last report is older than 15 minutes.')
})

test('the rows are walked with the keyboard', async ({ page, plant }) => {
  await open(page, plant.instance)
  await page.getByRole('rowheader').first().getByRole('link').focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('rowheader').nth(1).getByRole('link')).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('rowheader').last().getByRole('link')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/endpoints\//)
})

test('the picture shows the same bridges, opens by mouse and keyboard, and lists what one line stands for', async ({
  page,
  plant,
  guard,
}) => {
  guard.allow(/status of 404/)
  await everyState(plant.cluster)
  await open(page, plant.instance)
  await page.getByRole('button', { name: 'Picture' }).click()
  await expect(page).toHaveURL(/view=picture$/)
  const picture = page.getByRole('application', { name: 'Picture of the bridges' })
  await expect(picture.getByRole('link', { name: /^partner-hq\s*Disconnected$/ })).toHaveCount(2)
  const line = picture.getByRole('link', { name: 'orders-from-partner: Disconnected, partner-hq to default' })
  await line.hover()
  await expect(line).toContainText('orders-from-partner: Disconnected')

  const bundle = picture.getByRole('button', { name: '4 bridges, worst: Pods down, default to hall-7' })
  await bundle.focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: 'Bridges from default to hall-7' })
  await expect(list.getByRole('link')).toHaveText(['lost', 'slow', 'odd', 'new'])
  await page.keyboard.press('Escape')
  await expect(bundle).toBeFocused()

  await report(plant.cluster, 'orders-from-partner', { status: 'Available', lasting: 0 })
  await expect(
    picture.getByRole('link', { name: 'orders-from-partner: Connected, partner-hq to default' }),
  ).toBeVisible()

  await page.reload()
  await picture.getByRole('link', { name: 'telemetry-to-cloud', exact: false }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/dataflows\/telemetry-to-cloud$/)
})

test('apiserver-restart: every state says as of when, and recovers without a reload', async ({
  page,
  plant,
  guard,
}) => {
  guard.allow(clusterAway)
  await report(plant.cluster, 'telemetry-to-cloud', { status: 'Available' })
  await open(page, plant.instance)
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('Connected')
  await plant.killCluster()
  await expect(verdictLine(page)).toContainText(/as of \d\d:\d\d:\d\d/)
  await expect(page.getByText(/Every state below is as of \d\d:\d\d:\d\d/)).toBeVisible()
  await expect(bridgeRow(page, 'telemetry-to-cloud')).toContainText('Connected')
  await plant.restartCluster()
  await expect(freshness(page)).toHaveText('Live')
  await expect(verdictLine(page)).not.toContainText('as of')
})

test('no dataflow yet, and crd-missing: each is explained, and recovers by itself', async ({ page, plant, guard }) => {
  guard.allow(/status of (404|501|503)/)
  for (const name of [...running, ...paused]) await removeDataflow(plant.cluster, name)
  await open(page, plant.instance)
  await expect(page.getByRole('heading', { name: 'No dataflow yet' })).toBeVisible()
  const definition = await plant.cluster.removeDefinition('dataflows')
  await expect(page.getByRole('heading', { name: 'This cluster has no dataflows' })).toBeVisible()
  await plant.cluster.restoreDefinition(definition)
  await plant.cluster.createDataflow('first', 'default', 'partner-hq')
  await expect(bridgeRow(page, 'first')).toBeVisible({ timeout: 30_000 })
})

test('the first bridge of all is drawn in the picture, with the mouse or with the keyboard', async ({
  page,
  plant,
}) => {
  for (const name of [...running, ...paused]) await removeDataflow(plant.cluster, name)
  await open(page, plant.instance)
  const blank = page.getByRole('heading', { name: 'No dataflow yet' })
  await expect(blank).toBeVisible()
  await expect(page.getByRole('searchbox', { name: 'Search bridges' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Draw a bridge in the picture' }).click()
  await expect(page).toHaveURL(/view=picture$/)
  await expect(blank).toBeHidden()
  const toPicture = page.getByRole('button', { name: 'Picture', exact: true })
  await expect(toPicture).toBeFocused()
  const picture = page.getByRole('application', { name: 'Picture of the bridges' })
  const box = (name: string) => picture.getByRole('link', { name: new RegExp(`^${name}\\s*Not in use$`) })
  await expect(box('partner-hq')).toBeVisible()
  await passesAxe(page, 'picture without bridges')

  await picture.getByTitle('Draw a bridge from default').hover()
  await page.mouse.down()
  const { x = 0, y = 0, width = 0, height = 0 } = (await box('partner-hq').boundingBox()) ?? {}
  // Wherever on the box.
  await page.mouse.move(x + width * 0.85, y + height * 0.8, { steps: 8 })
  await page.mouse.up()
  const form = newBridge(page)
  await expect(form.field('Source endpoint')).toHaveValue('default')
  await expect(form.field('Destination endpoint')).toHaveValue('partner-hq')
  await form.button('Cancel').click()
  await expect(form.panel).toBeHidden()

  await box('partner-hq').focus()
  await page.keyboard.press('b')
  await box('default').focus()
  await page.keyboard.press('b')
  await expect(form.field('Source endpoint')).toHaveValue('partner-hq')
  await expect(form.field('Destination endpoint')).toHaveValue('default')
  await form.fill({ Name: 'first', 'Topic filter 1': 'orders/#', 'Destination topic': 'plant/orders' })
  await form.button('Apply').click()
  await expect(form.panel).toBeHidden()
  await expect(picture.getByRole('link', { name: /^first: .*, partner-hq to default$/ })).toBeVisible()

  // What a search leaves out is another matter.
  await page.getByRole('searchbox', { name: 'Search bridges' }).fill('nothing like this')
  await expect(page.getByRole('heading', { name: 'No bridge matches' })).toBeVisible()
  await expect(picture).toBeHidden()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(bridgeRow(page, 'first')).toBeVisible()

  // With the last one the empty state comes back, and with a single endpoint there is nothing to draw.
  await page.getByRole('heading', { level: 1 }).hover()
  await removeDataflow(plant.cluster, 'first')
  await expect(blank).toBeVisible()
  await expect(toPicture).toBeVisible()
  const { custom, namespace } = plant.cluster
  const kind = { ...connectivity, namespace, plural: 'dataflowendpoints' }
  const { items } = (await custom.listNamespacedCustomObject(kind)) as { items: { metadata: { name: string } }[] }
  for (const { metadata } of items) if (metadata.name !== 'default') await plant.cluster.removeEndpoint(metadata.name)
  await expect(toPicture).toBeHidden()
  await expect(page.getByRole('button', { name: 'Draw a bridge in the picture' })).toHaveCount(0)
})

test('dataflows that may not be read: the overview and the page of one say so, and fill up once they may', async ({
  page,
  plant,
  guard,
}) => {
  guard.allow(/status of 403/)
  await plant.stopPortal()
  await plant.cluster.faults([{ match: { resource: 'dataflows' }, fault: { answer: 403 } }])
  await plant.startPortal()
  const refused = page.getByRole('heading', { name: 'You cannot see dataflows here' })
  await page.goto(`/${plant.instance}`)
  await expect(refused).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Once it is granted, the bridges appear by themselves.')
  await expect(verdictLine(page)).toHaveCount(0)
  await page.goto(`/${plant.instance}/dataflows/orders-from-partner`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('orders-from-partner')
  await expect(page.getByRole('main')).toContainText('The cluster does not allow the portal to')
  await expect(page.getByRole('heading', { name: 'Timeline' })).toHaveCount(0)

  await plant.cluster.faults([])
  // Whoever was refused is asked again every quarter of a minute.
  await expect(page.getByRole('article', { name: 'Source partner-hq' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: 'Runtime' }).first().click()
  await expect(verdictLine(page)).toBeVisible()
  await expect(bridgeRow(page, 'orders-from-partner')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('table and picture pass axe', async ({ page, plant }) => {
      await everyState(plant.cluster)
      await open(page, plant.instance)
      await stateButton(page, 'Paused').click()
      await expect(page.getByRole('rowheader')).toHaveCount(3)
      await stateButton(page, 'Paused').click()
      await bridgeRow(page, 'odd').hover()
      await passesAxe(page, 'table')
      await page.getByRole('button', { name: 'Picture' }).click()
      await expect(page.getByRole('application').getByRole('link').first()).toBeVisible()
      await passesAxe(page, 'picture')
      await page.getByRole('button', { name: /4 bridges/ }).click()
      await expect(page.getByRole('link', { name: 'odd' })).toBeVisible()
      await passesAxe(page, 'picture with its list')
    })
  })
}

test.describe('thousands of bridges', () => {
  test.use({ generated: 10_000 })

  test('10k-objects: the worst are there at once, the page stays small, search and picture work', async ({
    page,
    plant,
  }) => {
    const nodes = () => page.evaluate(() => document.querySelectorAll('*').length)
    await page.goto(`/${plant.instance}`)
    await expect(page.getByRole('rowheader').first()).toBeVisible()
    expect(await nodes()).toBeLessThan(2500)
    await expect(freshness(page)).toHaveText('Live', { timeout: 20_000 })
    await expect(page.getByText('5,006 bridges', { exact: true })).toBeVisible()
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '5007')
    expect(await nodes()).toBeLessThan(2500)
    await page.getByRole('searchbox').fill('04998')
    await expect(page.getByRole('rowheader')).toHaveCount(1)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: 'Picture' }).click()
    await expect(page.getByText('The 400 worst of')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(/^[\d,]+ more are not in use\.$/)).toBeVisible()
    await expect(page.getByRole('link', { name: /Not in use$/ })).toHaveCount(40)
  })
})
