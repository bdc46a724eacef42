import type { Page } from '@playwright/test'
import { newBridge, openNewBridge } from './bridge-form.ts'
import { ConnectionTest } from './connection.ts'
import type { Plant } from './plant.ts'
import { fillLink } from './site-link.ts'

type Shot = (screen: string) => Promise<unknown>

/** Making a bridge: by its form, over a connection that is tried, and as the link to a parent site. `name` is nobody else's. */
export async function bridgeScreens(page: Page, plant: Plant, name: string, shot: Shot): Promise<void> {
  await openNewBridge(page, plant.instance)
  await newBridge(page).fill({
    Name: name,
    'Source endpoint': 'default',
    'Topic filter 1': 'plant-07/#',
    'Destination endpoint': 'partner-hq',
    'Destination topic': 'orders/plant-07/back',
  })
  await newBridge(page).field('Name').focus()
  await page.getByText(/round and round/).waitFor()
  await shot('bridge-form')
  await page.goto(`/${plant.instance}/endpoints/partner-hq`)
  const trying = await ConnectionTest.open(page)
  await trying.verdict.filter({ hasText: 'Connected in' }).waitFor()
  await shot('connection-test')
  const link = await fillLink(page, plant, name)
  await shot('site-link-review')
  await link.button('Apply').click()
  await page.locator('[data-outcome=connected]').waitFor()
  await shot('site-link-outcome')
}

/** What is done with several endpoints at once: brought in as text, and changed as one set. */
export async function setScreens(page: Page, { instance }: Plant, shot: Shot): Promise<void> {
  await page.goto(`/${instance}/endpoints`)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('dialog', { name: 'Import endpoints' }).getByRole('textbox').fill(documents)
  await page.getByRole('dialog', { name: 'Import endpoints' }).getByRole('button', { name: 'Review' }).click()
  await page
    .getByRole('dialog', { name: 'Review the import' })
    .getByText(/will be written/)
    .waitFor()
  await shot('import-review')
}

/** One that is new, one that is there already, one that cannot be. */
const documents = [
  ['line-4-broker', 'line-4.plant-07.example:8883'],
  ['shift-report', 'reports.plant-07.example:1883'],
  ['Line 5', 'line-5.plant-07.example:8883'],
]
  .map(
    ([name, host]) => `apiVersion: connectivity.iotoperations.azure.com/v1
kind: DataflowEndpoint
metadata: { name: ${name} }
spec:
  endpointType: Mqtt
  mqttSettings:
    host: ${host}
    authentication: { method: Anonymous, anonymousSettings: {} }
`,
  )
  .join('---\n')
