import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import type { Page } from '@playwright/test'
import { passesAxe } from './axe.ts'
import { giveClientSecret } from './breaking.ts'
import { expect, testAlone as test } from './fixtures.ts'
import { Form, freshness, row } from './form.ts'
import type { Plant } from './plant.ts'
import { report } from './runtime.ts'

const message = 'connect ECONNREFUSED 10.0.0.7:8883'

async function bothFail(cluster: Parameters<typeof report>[0]): Promise<void> {
  await report(cluster, 'orders-from-partner', {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttSourceConnectionFailed',
    message,
  })
  await report(cluster, 'quality-to-partner', {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttTargetConnectionFailed',
    message,
  })
}

async function open(page: Page, instance: string, name: string): Promise<void> {
  await page.goto(`/${instance}/endpoints/${name}`)
  await expect(freshness(page)).toHaveText('Live')
}

const createX509 = ({ cluster }: Plant, name: string, secretRef: string) =>
  cluster.createMqtt(name, { authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef } } })

const rollUp = (page: Page) => page.locator('[data-roll-up]')
const runtime = (page: Page) => page.getByRole('region', { name: 'Runtime' })

test('an endpoint stands as its worst side does, and one cause is told once', async ({ page, plant }) => {
  await bothFail(plant.cluster)
  await open(page, plant.instance, 'partner-hq')
  await expect(page.locator('[data-header-state]')).toContainText(/Disconnected\s*since/)
  await expect(rollUp(page)).toContainText('2 of 2 sides: orders-from-partner and quality-to-partner.')
  await expect(page.locator('[data-doctor]')).toHaveCount(1)
  await expect(page.locator('[data-doctor]')).toContainText('On 2 sides')
  await expect(page.locator('[data-doctor]')).toContainText(message)

  const sides = page.getByRole('table', { name: 'Bridges that use it' })
  await expect(sides.getByRole('row', { name: /orders-from-partner/ })).toContainText('Source, to default')
  await expect(sides.getByRole('row', { name: /quality-to-partner/ })).toContainText('Disconnected')
  await expect(page.locator('[data-pod]').first()).toContainText('aio-dataflow-default-0')

  await report(plant.cluster, 'orders-from-partner', { status: 'Available', lasting: 0 })
  await expect(rollUp(page)).toContainText('1 of 2 sides: quality-to-partner.')
  await report(plant.cluster, 'quality-to-partner', { status: 'Available', lasting: 0 })
  await expect(rollUp(page)).toContainText('All 2 sides that run are connected.')
  await expect(page.locator('[data-doctor]')).toHaveCount(0)
  await sides.getByRole('link', { name: 'orders-from-partner' }).click()
  await expect(page).toHaveURL(/\/dataflows\/orders-from-partner$/)
})

test('not in use and paused are said plainly', async ({ page, plant, named }) => {
  const name = named('idle')
  await plant.cluster.createMqtt(name)
  await open(page, plant.instance, name)
  await expect(rollUp(page)).toContainText('No dataflow uses this endpoint, so nothing has ever connected to it.')
  await open(page, plant.instance, 'edge-archive')
  await expect(rollUp(page)).toContainText('The only dataflow that uses it is paused, so nothing is connected.')
})

test('what is amiss with the configuration leads to the field that cures it', async ({ page, plant, named }) => {
  const name = named('amiss')
  await plant.cluster.createMqtt(name, {
    tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'no-such-map' },
  })
  await plant.cluster.createDataflow(named('amiss-flow'), 'partner-hq', name)
  await open(page, plant.instance, name)
  const missing = runtime(page).locator('[data-check="ca-missing"]')
  await expect(missing).toContainText('Error')
  await expect(runtime(page).locator('[data-check="local-broker"]')).toContainText('Warning')
  await missing.getByRole('link', { name: 'Choose another config map' }).click()
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await expect(form.panel).toBeVisible()
  await expect(form.field('Trusted CA certificate config map')).toBeFocused()
})

test('the certificate behind an endpoint is told before brokers refuse it', async ({ page, plant, named }) => {
  const [name, secret] = [named('ending'), named('ending-tls')]
  await giveClientSecret(plant, secret, 'partner', { name: 'line-7', days: 5 })
  await createX509(plant, name, secret)
  await open(page, plant.instance, name)
  const ending = runtime(page).locator('[data-check="client-expiry"]')
  await expect(ending).toContainText(/Warning.*“line-7” in .*expires in 5 days/)
  await expect(runtime(page).locator('[data-check="secret-plain"]')).toContainText('nothing renews it from a vault')
  await ending.getByRole('link', { name: 'Choose another secret' }).click()
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await expect(form.field('Synced secret name')).toBeFocused()

  const [late, gone] = [named('late'), named('late-tls')]
  await giveClientSecret(plant, gone, 'partner', { name: 'line-8', days: -1, from: -9 })
  await createX509(plant, late, gone)
  await open(page, plant.instance, late)
  await expect(ending).toContainText(/Error.*expired on .*: brokers refuse it/)
})

test('a Secret that is not there is told, and that it has come', async ({ page, plant, named }) => {
  const [name, secret] = [named('dangling'), named('dangling-tls')]
  await createX509(plant, name, secret)
  await open(page, plant.instance, name)
  const missing = runtime(page).locator('[data-check="secret-missing"]')
  await expect(missing).toContainText(`There is no Secret “${secret}”`)
  await giveClientSecret(plant, secret, 'partner', { name: 'line-9', days: 90 })
  // No watch tells of plain Secrets: the page looks again.
  await expect(runtime(page).locator('[data-check="secret-plain"]')).toBeVisible({ timeout: 20_000 })
  await expect(missing).toHaveCount(0)
})

test('a Secret that its sync keeps is checked too, and leads to its chain', async ({ page, plant }) => {
  const { core, namespace } = plant.cluster
  await open(page, plant.instance, 'partner-hq')
  await expect(runtime(page)).toContainText('Nothing amiss.')
  // As somebody does who mends the Secret and not the vault.
  const body = { data: { 'client_key.pem': Buffer.from('no key').toString('base64') } }
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch)
  await core.patchNamespacedSecret({ name: 'partner-hq-client', namespace, body }, merge)
  await page.reload()
  const unusable = runtime(page).locator('[data-check="secret-unusable"]')
  await expect(unusable).toContainText('client_key.pem')
  await unusable.getByRole('link', { name: 'Open the secret' }).click()
  await expect(page).toHaveURL(/\/secrets#secret-partner-hq-client$/)
})

test('the list tells how each endpoint stands, orders by it and follows', async ({ page, plant }) => {
  await bothFail(plant.cluster)
  await page.goto(`/${plant.instance}/endpoints?sort=state`)
  await expect(freshness(page)).toHaveText('Live')
  await expect(page.getByRole('columnheader', { name: 'State' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(page.getByRole('rowheader').first()).toContainText('partner-hq')
  await expect(row(page, 'partner-hq')).toContainText('Disconnected')
  await expect(row(page, 'edge-archive')).toContainText('Paused')
  await expect(row(page, 'historian-kafka')).toContainText('Not in use')
  for (const name of ['orders-from-partner', 'quality-to-partner']) {
    await report(plant.cluster, name, { status: 'Available', lasting: 0 })
  }
  await expect(row(page, 'partner-hq')).toContainText('Connected')
})

test('the first paint of the list tells how endpoints stand', async ({ plant, request }) => {
  await bothFail(plant.cluster)
  await expect(async () => {
    const html = await (await request.get(`/${plant.instance}/endpoints`)).text()
    expect(html).toContain('data-state="disconnected"')
  }).toPass()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test('the page passes axe', async ({ page, plant }) => {
      await bothFail(plant.cluster)
      await open(page, plant.instance, 'partner-hq')
      await expect(page.locator('[data-doctor]')).toBeVisible()
      await passesAxe(page, 'endpoint')
    })
  })
}
