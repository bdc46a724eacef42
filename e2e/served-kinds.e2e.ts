import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, testAlone as test } from './fixtures.ts'
import { openNew } from './form.ts'

const lacks = (what: string) => `The version of Azure IoT Operations on this cluster does not have this ${what}.`

async function passesAxe(page: Page, except: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).disableRules(except).exclude('[data-tabster-dummy]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test('what the cluster’s kind lacks is disabled with its reason and not written', async ({ page, plant, named }) => {
  const name = named('lacking')
  await plant.cluster.forgetField('dataflowendpoints', ['dataExplorerSettings'])
  await plant.cluster.forgetValue('dataflowendpoints', ['endpointType'], 'OpenTelemetry')
  await plant.cluster.forgetField('dataflowendpoints', ['mqttSettings', 'keepAliveSeconds'])
  await plant.cluster.forgetField('dataflowendpoints', ['mqttSettings', 'tls', 'trustedCaCertificateConfigMapRef'])
  await plant.cluster.forgetValue('dataflowendpoints', ['mqttSettings', 'retain'], 'Never')
  await page.goto(`/${plant.instance}/endpoints`)

  for (const tile of ['Azure Data Explorer', 'Open Telemetry']) {
    await test.step(`tile ${tile}`, async () => {
      const link = page.getByRole('link', { name: `New ${tile}` })
      await expect(link).toHaveAttribute('aria-disabled', 'true')
      await expect(link).toHaveAccessibleDescription(lacks('endpoint type'))
    })
  }
  await page.getByRole('link', { name: 'New Microsoft Fabric OneLake' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'New Azure Data Explorer' })).toBeFocused()
  await expect(page.getByRole('tooltip', { name: lacks('endpoint type') })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  // The bubble with the reason stands beside the page and in no landmark, as menus do.
  await passesAxe(page, ['region'])

  const form = await openNew(page, 'Azure IoT Operations Local MQTT')
  await form.fill({ Name: name })
  await form.open('Advanced')
  const trusted = form.field('Trusted CA certificate config map')
  await expect(trusted).toBeDisabled()
  await expect(trusted).toHaveAccessibleDescription(new RegExp(lacks('setting')))
  await expect(trusted).not.toHaveValue('')
  await expect(form.field('Keep alive')).toBeDisabled()
  await expect(form.field('Keep alive')).toHaveAccessibleDescription(new RegExp(lacks('setting')))
  await form.choice('Retain').click()
  const never = page.getByRole('option', { name: 'Never' })
  await expect(never).toHaveAttribute('aria-disabled', 'true')
  await expect(never).toContainText(lacks('value'))
  await expect(page.getByRole('option', { name: 'Keep' })).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await form.apply()
  expect(await plant.cluster.settings(name)).toEqual({
    host: 'aio-broker:18883',
    authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience: 'aio-internal' } },
  })
})

test('where the kind cannot be read, the form offers what is documented and says so', async ({ page, plant }) => {
  await plant.cluster.forgetField('dataflowendpoints', ['mqttSettings', 'keepAliveSeconds'])
  await plant.cluster.faults([
    { match: { verb: 'get', resource: 'customresourcedefinitions' }, fault: { answer: 403 } },
  ])
  await page.goto(`/${plant.instance}/endpoints`)
  const form = await openNew(page, 'Custom MQTT Broker')
  await expect(form.panel.getByText('The cluster does not tell what its endpoints can hold.')).toBeVisible()
  await expect(form.panel.getByText('The form offers what Azure IoT Operations documents')).toBeVisible()
  await form.open('Advanced')
  await expect(form.field('Keep alive')).toBeEnabled()
})
