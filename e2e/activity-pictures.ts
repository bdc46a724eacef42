import type { Page } from '@playwright/test'
import { openEdit } from './form.ts'
import type { Plant } from './plant.ts'

/** The longest name there may be. */
const longest = `${'a-very-long-name-of-an-endpoint-of-line-4-in-the-north-hall-'.slice(0, 62)}z`

/** What an operator and a tool do in a morning: changes, one that is refused, one by kubectl, and a deletion. */
export async function makeHistory(page: Page, { instance, url, cluster }: Plant): Promise<void> {
  for (const name of ['partner-eu', 'line-4', longest]) await cluster.createMqtt(name)
  await page.goto(`${url}/${instance}/endpoints`)
  const changed = await openEdit(page, 'partner-eu')
  await changed.fill({ Host: 'broker-2.example.net:8883' })
  await changed.open('Advanced')
  await changed.fill({ 'Keep alive': '30' })
  await changed.apply()
  const long = await openEdit(page, longest)
  await long.fill({ Host: 'a-host-of-an-extraordinarily-long-name.in-a.sub-domain.of-the-plant.example.net:8883' })
  await long.apply()
  await cluster.patchEndpoint('line-4', { spec: { mqttSettings: { qos: 0, keepAliveSeconds: 20 } } })
  const refused = await openEdit(page, 'line-4')
  await refused.fill({ Host: 'broker-3.example.net:8883' })
  await cluster.faults([{ match: { verb: 'patch', resource: 'dataflowendpoints' }, fault: { answer: 403 } }])
  await refused.button('Apply').click()
  await refused.failure.waitFor()
  await cluster.faults([])
  await cluster.removeEndpoint('line-4')
}

type Shot = (name: string) => Promise<unknown>

/** The Activity page with two rows open, and the history of one endpoint. */
export async function activityScreens(page: Page, { instance, url }: Plant, shot: Shot): Promise<void> {
  await page.goto(`${url}/${instance}/activity`)
  for (const what of ['Changed Host and Keep alive of partner-eu', 'Tried to change Host of line-4']) {
    await page.getByRole('button', { name: `Details: ${what}` }).click()
  }
  await page.mouse.move(1, 1)
  await shot('activity')
  await page.goto(`${url}/${instance}/endpoints/partner-eu`)
  const history = page.getByRole('region', { name: 'History' })
  await history.getByRole('listitem').first().waitFor()
  await history.scrollIntoViewIfNeeded()
  await shot('history')
}
