import { expect, test } from './fixtures.ts'
import { Form, row } from './form.ts'

test('the list shows each endpoint with its columns, and marks default', async ({ list: page }) => {
  const heads = page.getByRole('columnheader')
  // Columns go by priority, so that what stays can be read.
  await expect(heads).toHaveText(['', 'Name', 'Type', 'Host', 'State', 'Used by', 'Actions'])
  await page.setViewportSize({ width: 1024, height: 800 })
  await expect(heads).toHaveText(['', 'Name', 'Type', 'Host', 'State', 'Actions'])
  await page.setViewportSize({ width: 480, height: 800 })
  await expect(heads).toHaveText(['', 'Name', 'State', 'Actions'])
  await page.setViewportSize({ width: 1920, height: 1080 })
  await expect(heads).toHaveText([
    '',
    'Name',
    'Type',
    'Host',
    'Authentication',
    'TLS',
    'State',
    'Used by',
    'Age',
    'Actions',
  ])
  const cells = row(page, 'default').getByRole('cell')
  await expect(row(page, 'default').getByRole('rowheader')).toHaveText('defaultdefault')
  await expect(cells.nth(1)).toHaveText('Azure IoT Operations Local MQTT')
  await expect(cells.nth(2)).toHaveText('aio-broker:18883')
  await expect(cells.nth(3)).toHaveText('Service account token')
  await expect(cells.nth(4)).toHaveText('On')
  await expect(cells.nth(5)).toHaveText(/\w/)
  await expect(cells.nth(6)).toHaveText(/dataflow/)
})

test('search, type filter and order stand in the URL and survive a reload and a shared link', async ({
  list: page,
  otherPage,
  plant,
  named,
}) => {
  const group = named('group')
  await plant.cluster.createMqtt(`${group}-b`, { host: 'one.example.net:8883' })
  await plant.cluster.createMqtt(`${group}-a`, { host: 'two.example.net:8883' })
  await plant.cluster.createMqtt(`${group}-c`, { host: 'x.y-1.ts.eventgrid.azure.net:8883' })
  const names = (of = page) => of.getByRole('rowheader')

  await page.getByRole('searchbox').fill(group)
  await expect(names()).toHaveText([`${group}-a`, `${group}-b`, `${group}-c`])
  await page.getByRole('combobox', { name: 'Filter by type' }).selectOption('Custom MQTT Broker')
  await expect(names()).toHaveText([`${group}-a`, `${group}-b`])
  await page.getByRole('columnheader', { name: 'Host' }).getByRole('button').click()
  await expect(names()).toHaveText([`${group}-b`, `${group}-a`])
  await expect(page.getByRole('columnheader', { name: 'Host' })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('columnheader', { name: 'Host' }).getByRole('button').click()
  await expect(names()).toHaveText([`${group}-a`, `${group}-b`])

  await expect(page).toHaveURL(new RegExp(`search=${group}.*sort=-host`))
  await expect(page).toHaveURL(/type=Custom/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue(group)
  await expect(names()).toHaveText([`${group}-a`, `${group}-b`])
  await otherPage.goto(page.url())
  await expect(names(otherPage)).toHaveText([`${group}-a`, `${group}-b`])
  await expect(otherPage.getByRole('columnheader', { name: 'Host' })).toHaveAttribute('aria-sort', 'descending')
})

test('a search without a match says so and offers the way back', async ({ list: page }) => {
  await page.getByRole('searchbox').fill('nothing-is-called-like-this')
  await expect(page.getByText(/no endpoint/i).first()).toBeVisible()
  await page
    .getByRole('button', { name: /clear (the )?(search|filter)/i })
    .last()
    .click()
  await expect(row(page, 'default')).toBeVisible()
})

test('the first paint carries the rows', async ({ plant, request }) => {
  const html = await (await request.get(`/${plant.instance}/endpoints`)).text()
  expect(html).toContain('aio-broker:18883')
})

test('an endpoint made by hand lands on its tile and opens in its form', async ({ list: page, plant, named }) => {
  const name = named('kusto')
  await plant.cluster.createEndpoint(name, {
    endpointType: 'DataExplorer',
    dataExplorerSettings: {
      host: 'plant.westeurope.kusto.windows.net',
      database: 'telemetry',
      authentication: { method: 'SystemAssignedManagedIdentity', systemAssignedManagedIdentitySettings: {} },
    },
  })
  await expect(row(page, name)).toContainText('Azure Data Explorer')
  await expect(row(page, name)).toContainText('plant.westeurope.kusto.windows.net')
  await row(page, name).getByRole('link').click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await expect(page.getByText('dataExplorerSettings:')).toBeVisible()
  await expect(page.getByText('database: telemetry')).toBeVisible()
  await page.getByRole('link', { name: 'Edit' }).click()
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await expect(form.field('Database')).toHaveValue('telemetry')
  await expect(form.choice('Authentication method')).toHaveText('System assigned managed identity')
})

test('an endpoint of a type nobody knows yet breaks nothing', async ({ list: page, plant, named }) => {
  const name = named('future')
  await plant.cluster.teachField('dataflowendpoints', ['endpointType'], { type: 'string' })
  await plant.cluster.teachField('dataflowendpoints', ['pigeonSettings'], {
    type: 'object',
    properties: { loft: { type: 'string' } },
  })
  await plant.cluster.createEndpoint(name, { endpointType: 'CarrierPigeon', pigeonSettings: { loft: 'north' } })
  await expect(row(page, name)).toContainText('CarrierPigeon')
  await row(page, name).getByRole('link').click()
  await expect(page.getByText('loft: north')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Edit' }).or(page.getByRole('button', { name: 'Edit' }))).toBeHidden()
  await page.goBack()
  await expect(row(page, 'default')).toBeVisible()
})

test('the gallery offers the three MQTT types and states the two things to know', async ({ list: page }) => {
  const gallery = page.getByRole('region', { name: 'Create new dataflow endpoint' })
  for (const tile of ['Azure IoT Operations Local MQTT', 'Azure Event Grid MQTT', 'Custom MQTT Broker']) {
    await expect(gallery.getByRole('article', { name: tile })).toBeVisible()
    await expect(gallery.getByRole('link', { name: `New ${tile}` })).toHaveText('New')
  }
  await expect(gallery).toContainText('Every dataflow needs the local MQTT broker on at least one side')
  await expect(gallery).toContainText('live in this cluster only')
})

test('an instance that does not exist is said, with the way to those that do', async ({ page, guard }) => {
  guard.allow(/status of 404/)
  const response = await page.goto('/no-such-instance/endpoints')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('link').first()).toBeVisible()
})
