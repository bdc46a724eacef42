import type { Page } from '@playwright/test'
import { giveClientSecret } from './breaking.ts'
import { expect, test, testAlone, testSignedIn } from './fixtures.ts'
import { freshness, openEdit, row } from './form.ts'
import { openGate } from './gate.ts'
import type { Gate } from './gate.ts'
import { portalAway } from './guard.ts'
import { startPlant } from './plant.ts'
import type { Plant } from './plant.ts'

/** Clocks that are wrong, certificates that end while somebody looks, and machines that sleep. */

const minute = 60_000
const days = (ms: number): number => ms / 86_400_000

/** An endpoint whose client certificate ends after so long, opened on its own page. */
async function openEnding(page: Page, plant: Plant, name: string, endsAfterMs: number): Promise<void> {
  const secretRef = `${name}-tls`
  await giveClientSecret(plant, secretRef, 'partner', { name: 'line-7', days: days(endsAfterMs) })
  const authentication = { method: 'X509Certificate', x509CertificateSettings: { secretRef } }
  await plant.cluster.createMqtt(name, { authentication })
  await page.goto(`/${plant.instance}/endpoints/${name}`)
}

const certificate = (page: Page) =>
  page.getByRole('region', { name: 'Runtime' }).locator('[data-check="client-expiry"]')

for (const [how, skew] of [
  ['ten minutes ahead', 10 * minute],
  ['ten minutes behind', -10 * minute],
] as const) {
  test(`clock-skew: on a browser ${how}, ages and certificates are the portal's`, async ({ page, plant, named }) => {
    await page.clock.install({ time: Date.now() + skew })
    const name = named('skewed')
    await openEnding(page, plant, name, 5 * minute)
    await expect(certificate(page)).toContainText('expires within a day')
    await page.goto(`/${plant.instance}/endpoints`)
    await expect(freshness(page)).toHaveText('Live')
    await expect(row(page, name)).toContainText(/just now|\d+ s/)
    const later = named('later')
    await plant.cluster.createMqtt(later)
    await expect(row(page, later)).toContainText(/just now|\d+ s/)
    expect(await page.getByRole('table').textContent()).not.toMatch(/-\d+ (s|min|h)/)
  })

  testSignedIn(`clock-skew: a sign-in neither ends nor loops on a browser ${how}`, async ({ as, plant, named }) => {
    const name = named('skewed')
    await plant.cluster.createMqtt(name)
    const page = await as('operator')
    await page.clock.install({ time: Date.now() + skew })
    const visited: string[] = []
    page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname))
    await page.goto(`/${plant.instance}/endpoints`)
    await expect(freshness(page)).toHaveText('Live')
    const form = await openEdit(page, name)
    await form.open('Advanced')
    await form.fill({ 'Keep alive': '30' })
    await form.apply()
    expect(await plant.cluster.settings(name)).toMatchObject({ keepAliveSeconds: 30 })
    await page.reload()
    await expect(freshness(page)).toHaveText('Live')
    expect(visited.filter((path) => !path.startsWith(`/${plant.instance}/`))).toEqual([])
  })
}

test('cert-expiry: a certificate that ends while its page is open is told as expired, without a reload', async ({
  page,
  plant,
  named,
}) => {
  await openEnding(page, plant, named('ending'), 20_000)
  await expect(certificate(page)).toContainText('expires within a day')
  await expect(certificate(page)).toContainText(/expired on .*: brokers refuse it/, { timeout: 45_000 })
})

/** The browser reaches its portal through a gate, as a laptop does through its network. Nobody signs in here. */
const testAsleep = testAlone.extend<{ gate: Gate; gates: Gate[] }>({
  gates: ({}, use) => use([]),
  plant: async ({ gates }, use) => {
    const plant = await startPlant()
    const gate = await openGate(plant.portalUrl)
    gates.push(gate)
    await plant.stopPortal()
    await plant.startPortal({ SLUICE_PUBLIC_URL: `http://127.0.0.1:${gate.port}` })
    await use({ ...plant, url: `http://127.0.0.1:${gate.port}` })
    await plant.stop()
    await gate.stop()
  },
  gate: async ({ gates, plant: _ }, use) => {
    const [gate] = gates
    if (!gate) throw new Error('the plant was started without a gate')
    await use(gate)
  },
  storageState: async ({}, use) => use(undefined),
})

testAsleep(
  'hidden-tab-laptop-sleep: after an hour asleep the page is right within 5 s, and asks little for that',
  async ({ page, plant, gate, guard, named }) => {
    guard.allow(portalAway)
    const [gone, born] = [named('gone'), named('born')]
    await plant.cluster.createMqtt(gone)
    await page.clock.install()
    await page.goto(`/${plant.instance}/endpoints`)
    await expect(freshness(page)).toHaveText('Live')
    await expect(row(page, gone)).toBeVisible()

    gate.stall()
    await plant.cluster.removeEndpoint(gone)
    await plant.cluster.createMqtt(born)
    // Nothing tells the sleeping page of it.
    await expect(row(page, gone)).toBeVisible()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    // A machine that wakes finds its connections dead, and every timer due at once.
    gate.cut()
    gate.mend()
    await page.clock.fastForward('01:00:00')
    await expect(row(page, born)).toBeVisible({ timeout: 5_000 })
    await expect(row(page, gone)).toHaveCount(0)
    await expect(freshness(page)).toHaveText('Live')
    expect(asked.filter((path) => path.endsWith('/live')).length).toBeLessThanOrEqual(2)
    expect(asked.length).toBeLessThanOrEqual(10)
  },
)
