import { expect, testAlone as test } from './fixtures.ts'
import { freshness, openEdit, row } from './form.ts'
import { clusterAway, portalAway } from './guard.ts'

test('apiserver-restart: the header says since when, nothing on screen or typed is lost, and it comes back by itself', async ({
  list: page,
  plant,
  named,
  guard,
}) => {
  guard.allow(clusterAway)
  const name = named('outage')
  await plant.cluster.createMqtt(name)
  const form = await openEdit(page, name)
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })

  await plant.killCluster()
  await expect(freshness(page)).toHaveText(/Cluster unreachable, showing \d\d:\d\d:\d\d/)
  await form.button('Apply').click()
  const failure = form.panel.getByText(/cannot be reached|unreachable|did not answer/i).first()
  await expect(failure).toBeVisible()
  await expect(form.field('Keep alive')).toHaveValue('30')
  await expect(page.getByText('aio-broker:18883').first()).toBeVisible()

  await plant.restartCluster()
  await expect(freshness(page)).toHaveText('Live', { timeout: 10_000 })
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ keepAliveSeconds: 30 })
  await expect(row(page, name)).toBeVisible()
  await expect(row(page, 'default')).toBeVisible()
})

test('a page opened while the cluster is away says so and fills up when it returns', async ({
  page,
  plant,
  named,
  guard,
}) => {
  guard.allow(/status of 404/, clusterAway)
  const name = named('late')
  await plant.cluster.createMqtt(name)
  await plant.killCluster()
  await page.goto(`/${plant.instance}/endpoints`)
  // To somebody who signed in nothing is shown before the cluster has said what they may see.
  const said = plant.signIn
    ? page.getByRole('heading', { name: 'This page cannot be shown now' })
    : freshness(page).getByText('Cluster unreachable')
  await expect(said).toBeVisible()
  await plant.restartCluster()
  await expect(row(page, name)).toBeVisible({ timeout: 15_000 })
  await expect(freshness(page)).toHaveText('Live')
})

test('the portal being restarted is said as reconnecting, and the page resumes', async ({
  list: page,
  plant,
  named,
  guard,
}) => {
  guard.allow(portalAway)
  const name = named('resume')
  await expect(freshness(page)).toHaveText('Live')
  await plant.stopPortal()
  await expect(freshness(page)).toHaveText(/Reconnecting since \d\d:\d\d:\d\d/)
  await expect(row(page, 'default')).toBeVisible()
  await plant.cluster.createMqtt(name)
  await plant.startPortal()
  await expect(row(page, name)).toBeVisible({ timeout: 10_000 })
  await expect(freshness(page)).toHaveText('Live')
})

test('what a page needs later is fetched when the portal is back: nothing falls over meanwhile', async ({
  list: page,
  plant,
  guard,
}) => {
  guard.allow(portalAway)
  await page.getByRole('searchbox').fill('typed before')
  await plant.stopPortal()
  await page.getByRole('button', { name: /^Notifications/ }).click()
  await expect(freshness(page)).toHaveText(/Reconnecting since/)
  await expect(page.getByRole('searchbox')).toHaveValue('typed before')
  await plant.startPortal()
  await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible({ timeout: 15_000 })
})

test('crd-missing: a cluster without the endpoint kind is explained, and recovers when it is installed', async ({
  list: page,
  plant,
  guard,
}) => {
  guard.allow(/status of (404|501|503)/)
  await expect(row(page, 'default')).toBeVisible()
  const definition = await plant.cluster.removeDefinition('dataflowendpoints')
  await expect(page.getByText(/DataflowEndpoint|Azure IoT Operations is not installed/).first()).toBeVisible()
  await plant.cluster.restoreDefinition(definition)
  await plant.cluster.createMqtt('after-install')
  await expect(row(page, 'after-install')).toBeVisible({ timeout: 30_000 })
})
