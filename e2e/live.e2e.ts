import { expect, test } from './fixtures.ts'
import { freshness, openNew, row } from './form.ts'

test('what kubectl does appears without a reload, and the header says Live', async ({ list: page, plant, named }) => {
  const name = named('kubectl')
  await expect(freshness(page)).toHaveText('Live')
  await plant.cluster.createMqtt(name)
  await expect(row(page, name)).toContainText('broker.example.net:8883')
  await plant.cluster.patchEndpoint(name, { spec: { mqttSettings: { host: 'moved.example.net:8883' } } })
  await expect(row(page, name)).toContainText('moved.example.net:8883')
  await plant.cluster.removeEndpoint(name)
  await expect(row(page, name)).toBeHidden()
})

test('what one operator applies appears in every other open browser', async ({
  list: page,
  otherPage,
  plant,
  named,
}) => {
  const name = named('seen')
  await otherPage.goto(`/${plant.instance}/endpoints`)
  await expect(freshness(otherPage)).toHaveText('Live')
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.apply()
  await expect(row(page, name)).toBeVisible()
  await expect(row(otherPage, name)).toBeVisible()
})

test('new rows wait while the pointer rests on the table, so nothing jumps', async ({ list: page, plant, named }) => {
  const name = named('waiting')
  await row(page, 'default').hover()
  await plant.cluster.createMqtt(name)
  const waiting = page.getByRole('button', { name: /1 new/ })
  await expect(waiting).toBeVisible()
  await expect(row(page, name)).toBeHidden()
  await waiting.click()
  await expect(row(page, name)).toBeVisible()
})

test('seven-tabs: seven tabs of one browser are live over one stream', async ({ context, plant, named }) => {
  const name = named('tabs')
  const tabs = await Promise.all(Array.from({ length: 7 }, () => context.newPage()))
  const streams = new Set<string>()
  for (const [index, tab] of tabs.entries()) {
    tab.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('/live')) streams.add(`tab ${index}`)
    })
    await tab.goto(`/${plant.instance}/endpoints`)
    await expect(freshness(tab)).toHaveText('Live')
  }
  expect([...streams]).toEqual(['tab 0'])
  await plant.cluster.createMqtt(name)
  for (const tab of tabs) await expect(row(tab, name)).toBeVisible()

  await tabs[0]?.close()
  await plant.cluster.removeEndpoint(name)
  for (const tab of tabs.slice(1)) {
    await expect(row(tab, name)).toBeHidden()
    await expect(freshness(tab)).toHaveText('Live')
  }
  expect(streams.size).toBe(2)
})
