import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { leaveTable, row } from './form.ts'

/** The dialogs of an import. */
class Import {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get source(): Locator {
    return this.page.getByRole('dialog', { name: 'Import endpoints' })
  }

  get review(): Locator {
    return this.page.getByRole('dialog', { name: 'Review the import' })
  }

  line(name: string): Locator {
    return this.review.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) })
  }

  /** Gives a text and waits until the cluster has been asked about all of it. */
  async give(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Import', exact: true }).click()
    await this.source.getByRole('textbox').fill(text)
    await this.source.getByRole('button', { name: 'Review' }).click()
    await this.reviewed()
  }

  async reviewed(): Promise<void> {
    await expect(this.review).toContainText(/will be written/)
  }

  async write(count: number): Promise<void> {
    await this.review.getByRole('button', { name: `Import ${count}`, exact: true }).click()
    await expect(this.review.getByRole('status')).toHaveText(/\d+ of \d+ done/)
    await expect(this.review.getByRole('button', { name: 'Close' })).toBeVisible()
  }

  async close(): Promise<void> {
    await this.review.getByRole('button', { name: 'Close' }).click()
    await expect(this.review).toBeHidden()
    await leaveTable(this.page)
  }
}

const manifest = (name: string, host: string, more = '') => `apiVersion: connectivity.iotoperations.azure.com/v1
kind: DataflowEndpoint
metadata:
  name: ${name}
${more}spec:
  endpointType: Mqtt
  mqttSettings:
    host: ${host}
    authentication: { method: Anonymous }
`

/** Lets a file be dropped on the list, as a browser does. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const list = page.getByRole('region', { name: 'Endpoint list' })
  const files = await page.evaluateHandle(
    ([file, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text ?? ''], file ?? ''))
      return transfer
    },
    [name, content],
  )
  await list.dispatchEvent('dragenter', { dataTransfer: files })
  await expect(list.getByText('Drop YAML or ARM JSON to review and import it')).toBeVisible()
  await list.dispatchEvent('drop', { dataTransfer: files })
}

for (const dialect of ['YAML', 'ARM JSON'] as const) {
  test(`what is exported as ${dialect} is imported as it was`, async ({ list: page, plant, named }) => {
    const [one, two] = [named('round'), named('round')]
    const made = await plant.cluster.createMqtt(one, { qos: 0, keepAliveSeconds: 0, clientIdPrefix: "it's ${x}-" })
    const other = await plant.cluster.createMqtt(two, { retain: 'Never' })
    for (const name of [one, two]) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
    await page.getByRole('button', { name: 'Export' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export 2 endpoints' })
    await dialog.getByRole('tab', { name: dialect }).click()
    const code = dialog.getByRole('region', { name: `2 endpoints as ${dialect}` })
    await expect(code).toContainText(two)
    const text = (await code.textContent()) ?? ''
    await dialog.getByRole('button', { name: 'Close' }).click()

    // What stands there already is left as it is.
    const again = new Import(page)
    await again.give(text)
    await expect(again.line(one)).toContainText('It stands in the cluster just like this.')
    await again.review.getByRole('button', { name: 'Cancel' }).click()

    for (const name of [one, two]) await plant.cluster.removeEndpoint(name)
    await leaveTable(page)
    await expect(row(page, one)).toBeHidden()
    await again.give(text)
    await expect(again.line(one)).toContainText('Will be created.')
    expect(await plant.cluster.exists(one)).toBe(false)
    await again.write(2)
    await again.close()
    await expect(row(page, two)).toBeVisible()
    expect((await plant.cluster.endpoint(one)).spec).toEqual(made.spec)
    expect((await plant.cluster.endpoint(two)).spec).toEqual(other.spec)
  })
}

test('a dropped file is reviewed object by object, and only what is good in it is written', async ({
  list: page,
  plant,
  named,
}) => {
  const [good, taken, odd] = [named('good'), named('taken'), named('odd')]
  await plant.cluster.createMqtt(taken, { host: 'old.example.net:8883', sessionExpirySeconds: 600 })
  const documents = [
    manifest(good, 'new.example.net:8883', '  labels: { line: "4" }\n'),
    manifest(taken, 'new.example.net:8883'),
    manifest(odd, 'no-port-here'),
    `${manifest(named('status'), 'new.example.net:8883')}status: { level: ok }\n`,
    'apiVersion: v1\nkind: Secret\nmetadata: { name: keys }\n',
    manifest(named('refused'), 'new.example.net:8883').replace('Anonymous }', 'Anonymous }\n    noSuchField: 1'),
  ]
  await drop(page, 'plant.yaml', documents.join('---\n'))
  const dropped = new Import(page)
  await dropped.reviewed()
  await expect(dropped.line(good)).toContainText('Will be created.')
  await expect(dropped.line(taken)).toContainText('An endpoint of this name exists. An update would change Host')
  await expect(dropped.line(odd)).toContainText(/Left out.*Host:/)
  await expect(dropped.line('status')).toContainText('It carries “status”, which only the cluster writes.')
  await expect(dropped.line('Secret keys')).toContainText('Only dataflow endpoints are imported here')
  await expect(dropped.line('refused')).toContainText(/noSuchField/)
  expect(await plant.cluster.exists(good)).toBe(false)

  await dropped.review.getByRole('button', { name: `Details of ${taken}` }).click()
  const diff = dropped.review.getByRole('region', { name: `What changes in ${taken}` })
  await expect(diff.locator('tr', { hasText: 'old.example.net' })).toContainText('−')
  await expect(diff.locator('tr', { hasText: 'new.example.net' })).toContainText('+')
  await dropped.review.getByRole('checkbox', { name: `Update ${taken}` }).check()
  await expect(dropped.line(taken)).toContainText('Will be updated: Host')
  await dropped.write(2)
  await expect(dropped.line(good)).toContainText(/Done.*Created\./)
  await expect(dropped.line(taken)).toContainText(/Done.*Updated\./)
  await dropped.close()
  expect((await plant.cluster.endpoint(good)).metadata.labels).toEqual({ line: '4' })
  expect(await plant.cluster.settings(taken)).toMatchObject({ host: 'new.example.net:8883' })
  expect(await plant.cluster.settings(taken)).not.toHaveProperty('sessionExpirySeconds')
  expect(await plant.cluster.exists(odd)).toBe(false)
})

test('an endpoint that changed since its review is not overwritten until it has been reviewed again', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('meanwhile')
  await plant.cluster.createMqtt(name, { host: 'old.example.net:8883' })
  await expect(row(page, name)).toBeVisible()
  const dialog = new Import(page)
  await dialog.give(manifest(name, 'new.example.net:8883'))
  await dialog.review.getByRole('checkbox', { name: `Update ${name}` }).check()
  await plant.cluster.patchEndpoint(name, { spec: { mqttSettings: { host: 'theirs.example.net:8883' } } })
  await dialog.write(1)
  await expect(dialog.line(name)).toContainText(`Somebody else changed “${name}” since it was reviewed.`)
  expect(await plant.cluster.settings(name)).toMatchObject({ host: 'theirs.example.net:8883' })
  await dialog.review.getByRole('button', { name: 'Review again' }).click()
  await dialog.reviewed()
  await dialog.review.getByRole('checkbox', { name: `Update ${name}` }).check()
  await dialog.write(1)
  await expect(dialog.line(name)).toContainText('Updated.')
  expect(await plant.cluster.settings(name)).toMatchObject({ host: 'new.example.net:8883' })
})

test('yaml-bomb: what must not be read is refused in the dialog, and what was pasted stays', async ({ list: page }) => {
  const dialog = new Import(page)
  const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]`
  await dialog.give(bomb)
  await expect(dialog.review).toContainText('It repeats a part of itself by an alias')
  await dialog.review.getByRole('button', { name: 'Back' }).click()
  await expect(dialog.source.getByRole('textbox')).toHaveValue(bomb)
  await dialog.source.getByRole('textbox').fill('{'.repeat(2_000))
  await dialog.source.getByRole('button', { name: 'Review' }).click()
  await expect(dialog.review).toContainText('it nests too deeply')
})
