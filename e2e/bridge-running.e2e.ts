import { openNewBridge } from './bridge-form.ts'
import { machineOf } from './breaking.ts'
import { connected, expectBridge } from './bridges.ts'
import { expect, testRunning as test } from './fixtures.ts'

test('from nothing to messages: a bridge made by form is connected on both sides and carries what the partner sends', async ({
  page,
  plant,
  named,
}) => {
  const name = named('made')
  const topic = `plant-07/${name}`
  const machine = await machineOf(plant)
  const heard: string[] = []
  machine.on('message', (on) => heard.push(on))
  await machine.subscribeAsync(topic)

  const form = await openNewBridge(page, plant.instance)
  await form.fill({ Name: name, 'Source endpoint': 'partner-hq', 'Topic filter 1': 'orders/plant-07/#' })
  await form.fill({ 'Destination endpoint': 'default', 'Destination topic': topic })
  await form.apply()
  await expect(page.getByText(`Bridge “${name}” created`)).toBeVisible()
  await expectBridge(page, name, connected)
  await expect.poll(() => heard.length, { timeout: 30_000 }).toBeGreaterThan(0)
  expect(new Set(heard)).toEqual(new Set([topic]))
  await machine.endAsync()
})
