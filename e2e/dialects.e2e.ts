import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { Form, openEdit, openNew, row } from './form.ts'
import { certificateSlot, freshPair, giveValue, keySlot, openX509 } from './secrets.ts'

const dialects = ['YAML', 'Bicep', 'ARM JSON', 'Azure CLI'] as const

/** The code of one dialect of the panel. */
async function codeOf(form: Form, dialect: (typeof dialects)[number]) {
  await form.panel.getByRole('tab', { name: dialect }).click()
  return form.panel.getByRole('region', { name: `The endpoint as ${dialect}` })
}

const fileOf = async (page: Page, press: () => Promise<void>): Promise<{ download: Download; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { download, text: await readFile(await download.path(), 'utf8') }
}

test('the draft of a form is shown in every dialect, follows what is typed, and is copied and kept as a file', async ({
  list: page,
  context,
  named,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = named('code')
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.partner.example.net:8883', 'Service audience': 'partner' })
  await form.open('Advanced')
  await form.choose('Quality of service (QoS)', '0: at most once')
  await form.panel.getByRole('tab', { name: 'As code' }).click()
  for (const dialect of dialects) {
    const code = await codeOf(form, dialect)
    await expect(code).toContainText(name)
    await expect(code).toContainText('broker.partner.example.net:8883')
    // Zero is a value, which the flags of the Azure CLI drop.
    await expect(code).toContainText(/"?qos"?: 0/)
  }
  await expect(await codeOf(form, 'Azure CLI')).toContainText('az iot ops dataflow endpoint apply')
  await expect(await codeOf(form, 'Bicep')).toContainText('Microsoft.IoTOperations/instances/dataflowEndpoints@')

  const yaml = await codeOf(form, 'YAML')
  await form.button('Copy').click()
  await expect(form.button('Copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await yaml.textContent())
  const { download, text } = await fileOf(page, () => form.button('Download').click())
  expect(download.suggestedFilename()).toBe(`${name}.yaml`)
  expect(text).toBe(copied)

  await form.open('Basic')
  await form.fill({ Host: 'other.partner.example.net:8883' })
  await form.panel.getByRole('tab', { name: 'As code' }).click()
  await expect(yaml).toContainText('other.partner.example.net:8883')
})

test('unknown-fields-survive: an edit shows the whole endpoint as code, and the page shows it in every dialect', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('whole')
  await plant.cluster.teachField('dataflowendpoints', ['mqttSettings', 'sparkplug'], { type: 'boolean' })
  await plant.cluster.createMqtt(name, { sparkplug: true })
  const form = await openEdit(page, name)
  await form.fill({ Host: 'other.example.net:8883' })
  await form.panel.getByRole('tab', { name: 'As code' }).click()
  const code = await codeOf(form, 'YAML')
  await expect(code).toContainText('sparkplug: true')
  await expect(code).toContainText('other.example.net:8883')

  await page.goto(`/${plant.instance}/endpoints/${name}`)
  await expect(page.getByRole('heading', { name: 'As code' })).toBeVisible()
  for (const dialect of dialects) {
    await page.getByRole('tab', { name: dialect }).click()
    const region = page.getByRole('region', { name: `The endpoint as ${dialect}` })
    await expect(region).toContainText('sparkplug')
    await expect(region).toContainText('broker.example.net:8883')
    await expect(region).not.toContainText('resourceVersion')
  }
})

test('canary-secret: no dialect of a draft tells a key that was pasted, only the name of its secret', async ({
  page,
  plant,
  named,
  guard,
}) => {
  const name = named('canary')
  const { cert, key } = await freshPair(plant)
  await page.goto(`/${plant.instance}/endpoints`)
  const form = await openX509(page, name)
  await giveValue(form, certificateSlot, cert)
  await giveValue(form, keySlot, key)
  await form.panel.getByRole('tab', { name: 'As code' }).click()
  for (const dialect of dialects) {
    const code = await codeOf(form, dialect)
    await expect(code).toContainText(`${name}-tls`)
    const text = (await code.textContent()) ?? ''
    expect(plant.privateValues.find(text)).toEqual([])
    expect(text).not.toContain('PRIVATE KEY')
    await guard.heard.look()
  }
  await expect(row(page, name)).toBeHidden()
})
