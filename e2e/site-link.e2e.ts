import { ApiException } from '@kubernetes/client-node'
import { expect, testRunning as test } from './fixtures.ts'
import { connectivity } from './cluster.ts'
import type { Plant } from './plant.ts'
import { listedObjects, syncObjects } from './secrets.ts'
import { fillLink, SiteLink } from './site-link.ts'

/** What stands of a link in the cluster, by kind. */
async function standing(plant: Plant, name: string): Promise<string[]> {
  const { cluster } = plant
  const absent = async (read: Promise<unknown>) => {
    try {
      await read
      return false
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return true
      throw error
    }
  }
  const { namespace } = cluster
  const dataflow = { ...connectivity, namespace, plural: 'dataflows' }
  return [
    ...((await absent(cluster.core.readNamespacedConfigMap({ namespace, name: `${name}-ca` }))) ? [] : ['config map']),
    ...((await listedObjects(plant)).includes(`objectName: ${name}-`) ? ['entries'] : []),
    ...((await syncObjects(plant, name)).length > 0 ? ['synced secret'] : []),
    ...((await cluster.exists(name)) ? ['endpoint'] : []),
    ...((await absent(cluster.custom.getNamespacedCustomObject({ ...dataflow, name: `${name}-up` })))
      ? []
      : ['dataflow']),
  ]
}

test('from nothing to a bridge that is connected with mutual TLS: reviewed as one set, written in steps, watched until its first report', async ({
  page,
  plant,
  named,
}) => {
  const name = named('hq')
  const link = await fillLink(page, plant, name)
  await expect(link.reviewed(`${name}-ca`)).toContainText('Create')
  await expect(link.reviewed(`${name}-client-cert, ${name}-client-key`)).toContainText('Stored in the vault')
  await expect(link.reviewed(`${name}-up`)).toContainText(`plant-07/+/telemetry of default → sites/${name} of ${name}`)
  await link.button(`Show YAML of Endpoint ${name}`).click()
  await expect(page.getByRole('region', { name: `YAML of Endpoint ${name}` })).toContainText(
    `trustedCaCertificateConfigMapRef: ${name}-ca`,
  )
  expect(await standing(plant, name)).toEqual([])

  await link.button('Apply').click()
  await expect(link.outcome).toHaveAttribute('data-outcome', 'connected', { timeout: 60_000 })
  await expect(link.outcome).toContainText('Both sides of the bridge are reported as connected')
  expect(await standing(plant, name)).toEqual(['config map', 'entries', 'synced secret', 'endpoint', 'dataflow'])
  // Nothing is left to lose: leaving asks nothing.
  await page.getByRole('link', { name: 'Runtime' }).last().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Runtime' })).toBeVisible()
})

test('a step that fails in the middle says what stands, and Retry goes on from there', async ({
  page,
  plant,
  named,
}) => {
  const name = named('retried')
  const link = await fillLink(page, plant, name)
  await plant.cluster.faults([
    { match: { verb: 'create', resource: 'secretsyncs', namePrefix: name }, fault: { answer: 500 } },
  ])
  await link.button('Apply').click()
  await link.failsAt('Create the sync object')
  await expect(page.getByText(/What stands: config map/)).toContainText(`${name}-client-key in spc-ops-0a1b2c3`)
  expect(await standing(plant, name)).toEqual(['config map', 'entries'])
  await plant.cluster.faults([])
  await link.button('Retry').click()
  await expect(link.outcome).toHaveAttribute('data-outcome', 'connected', { timeout: 60_000 })
  expect(await plant.vault.versions(`${name}-client-key`)).toBe(1)
  expect((await listedObjects(plant)).split(`objectName: ${name}-`)).toHaveLength(3)
})

test('ended half way it says what stands, and removes what was made, the last first', async ({
  page,
  plant,
  named,
}) => {
  const name = named('ended')
  const link = await fillLink(page, plant, name)
  await plant.cluster.faults([
    { match: { verb: 'create', resource: 'dataflows', namePrefix: name }, fault: { answer: 500 } },
  ])
  await link.button('Apply').click()
  await link.failsAt('Create the dataflow up')
  await link.button('End it here').click()
  await expect(link.standing.getByRole('listitem')).toHaveText([
    `Config map ${name}-ca`,
    new RegExp(`Key Vault secrets ${name}-client-cert, ${name}-client-key in kv-plant-07`),
    `Provider class entries ${name}-client-cert, ${name}-client-key in spc-ops-0a1b2c3`,
    `Synced secret ${name}-client`,
    `Endpoint ${name}`,
  ])
  await link.button('Remove what was made').click()
  await expect(page.getByText('What was made has been removed.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/stay\.$/)).toContainText(`${name}-client-cert and ${name}-client-key in the vault`)
  expect(await standing(plant, name)).toEqual([])
  expect(await plant.vault.names(name)).toEqual([`${name}-client-cert`, `${name}-client-key`])
  await link.button('Close').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Runtime' })).toBeVisible()
})

test('form-draft: Back and Forward keep what was typed, leaving asks first, and nothing of it is stored', async ({
  page,
  plant,
  named,
}) => {
  const name = named('kept')
  const link = await fillLink(page, plant, name)
  await page.goBack()
  await link.isOn('Topics')
  await page.goBack()
  await link.isOn('Identity')
  await expect(page.getByRole('group', { name: 'X509 client key' })).toContainText(`${name}-client-key`)
  await page.goBack()
  await link.isOn('Parent')
  await expect(link.field('Host')).toHaveValue('partner-hq-broker:8883')
  await page.goForward()
  await link.isOn('Identity')

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Secrets' }).click()
  const question = page.getByRole('alertdialog', { name: 'Discard your changes?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await link.isOn('Identity')
  await page.goBack()
  await page.goBack()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await link.isOn('Parent')
  await expect(link.field('Name')).toHaveValue(name)
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(stored).not.toContain('BEGIN')
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Secrets' }).click()
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Secrets' })).toBeVisible()
})

test('what is missing or wrong is said on its page, before the next one', async ({ page, plant }) => {
  const link = await SiteLink.open(page, plant)
  await link.button('Next').click()
  await expect(page.getByText('Host is needed.')).toBeVisible()
  await expect(page.getByText(/Paste the certificate of the authority/)).toBeVisible()
  await link.fill({ Name: 'partner-hq', Host: 'aio-broker:18883' })
  await link.button('Next').click()
  await expect(page.getByText('There is already an endpoint “partner-hq”. Choose another name.')).toBeVisible()
  await expect(page.getByText('This is this site’s own broker. Write the host of the parent’s.')).toBeVisible()
  await link.fill({ Name: 'headquarters', Host: 'mqtts://broker.hq.example.net' })
  await page.getByRole('button', { name: 'Use broker.hq.example.net:8883' }).click()
  await expect(link.field('Host')).toHaveValue('broker.hq.example.net:8883')
  await page.getByRole('radio', { name: 'Use a config map that is there' }).check()
  await link.field('Trusted CA certificate config map').fill('partner-hq-ca')
  await link.next('Identity')
  await link.button('Next').click()
  await expect(page.getByText('There is no client certificate yet.')).toBeVisible()
  await page.getByRole('radio', { name: 'A secret that is there' }).check()
  await link.field('Secret name').fill('partner-hq-client')
  await link.next('Topics')
  await link.fill({ 'Topic filter 1': 'plant-07/#/telemetry', 'Destination topic': 'sites/+' })
  await link.button('Next').click()
  await expect(page.getByText(/# stands alone on the last level/)).toBeVisible()
  await expect(page.getByText(/there is no wildcard in it/)).toBeVisible()
})
