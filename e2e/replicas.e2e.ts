import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { freshness, openEdit, openNew, row } from './form.ts'
import { Guard, portalAway } from './guard.ts'
import { otherBuild } from './other-build.ts'
import { startReplicas } from './replicas.ts'
import type { Replicas } from './replicas.ts'

/** What a lost replica does to a page: it is said, and gone within seconds. */
const test = base.extend<{ replicas: Replicas; guard: Guard }, { drills: boolean }>({
  drills: [false, { option: true, scope: 'worker' }],
  replicas: async ({ drills }, use) => {
    const replicas = await startReplicas({ drills })
    await use(replicas)
    await replicas.stop()
  },
  baseURL: ({ replicas }, use) => use(replicas.url),
  guard: async ({ replicas }, use, testInfo) => {
    const guard = new Guard(replicas.url)
    await use(guard)
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = replicas.both.map(({ port, lines }) => `${port}\n${lines.join('')}`).join('\n')
      await testInfo.attach('replicas.log', { body, contentType: 'text/plain' })
    }
    guard.check()
  },
  context: async ({ context, guard }, use) => {
    await guard.watch(context)
    await use(context)
  },
})

/** The names in the table; it is shorter than the screen, so all rows are drawn. */
const names = async (page: Page): Promise<string[]> => {
  const links = await page.getByRole('table').getByRole('rowheader').getByRole('link').allTextContents()
  return links.sort()
}

for (const [trial, signal, most] of [
  ['replica-restart-mid-stream', 'SIGTERM', 2_000],
  ['replica-kill', 'SIGKILL', 2_000],
] as const) {
  test(`${trial}: the page carries on from the other replica within 5 s, and no event is missing`, async ({
    page,
    replicas,
    guard,
  }) => {
    guard.allow(portalAway)
    const { cluster } = replicas
    await cluster.createMqtt('before')
    await cluster.createMqtt('leaves')
    await page.goto(`/${replicas.instance}/endpoints`)
    await expect(freshness(page)).toHaveText('Live')
    await expect(row(page, 'before')).toBeVisible()
    const { holder, other } = await replicas.byStream()

    const [took] = await Promise.all([
      holder.end(signal),
      // Right in the gap, which only the other replica can tell of.
      cluster.createMqtt('meanwhile'),
      cluster.removeEndpoint('leaves'),
      cluster.patchEndpoint('before', { spec: { mqttSettings: { host: 'moved.example.net:8883' } } }),
    ])
    expect(took).toBeLessThan(most)
    await expect(async () => expect(await other.viewers()).toBe(1)).toPass({ timeout: 5_000 })
    await expect(freshness(page)).toHaveText('Live', { timeout: 5_000 })
    await expect(row(page, 'meanwhile')).toBeVisible()
    await expect(row(page, 'before')).toContainText('moved.example.net:8883')
    await expect(row(page, 'leaves')).toBeHidden()

    await holder.start()
    const fresh = await page.context().newPage()
    await fresh.goto(`/${replicas.instance}/endpoints`)
    await expect(row(fresh, 'meanwhile')).toBeVisible()
    expect(await names(page)).toEqual(await names(fresh))
  })
}

test('a form opened on one replica is applied by the other', async ({ page, replicas, guard }) => {
  guard.allow(portalAway)
  await page.goto(`/${replicas.instance}/endpoints`)
  await expect(freshness(page)).toHaveText('Live')
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: 'crosses-over', Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  const { holder } = await replicas.byStream()
  await holder.end('SIGTERM')
  await form.apply()
  await expect(row(page, 'crosses-over')).toBeVisible()
  expect(await replicas.cluster.exists('crosses-over')).toBe(true)
})

test('a write that is under way when its replica is told to end is finished and answered', async ({
  page,
  replicas,
  guard,
}) => {
  guard.allow(portalAway)
  const { cluster, both } = replicas
  await cluster.createMqtt('under-way')
  // Only one replica is there, so it is known which one works.
  await both[1].end('SIGTERM')
  await page.goto(`/${replicas.instance}/endpoints`)
  const form = await openEdit(page, 'under-way')
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '17' })
  await cluster.faults([{ match: { verb: 'patch', resource: 'dataflowendpoints' }, fault: { delayMs: 1_500 } }])
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await form.button('Apply').click()
  await sent
  const [took, answer] = await Promise.all([both[0].end('SIGTERM'), answered])
  expect(answer.status()).toBe(200)
  await expect(form.panel).toBeHidden()
  expect(await cluster.settings('under-way')).toMatchObject({ keepAliveSeconds: 17 })
  expect(took).toBeGreaterThan(500)
  expect(took).toBeLessThan(5_000)
})

test('rolling-upgrade: an old page is told of the new build and keeps what was typed', async ({
  page,
  replicas,
  guard,
}) => {
  // 409 is what Next answers to an action that it does not know.
  guard.allow(portalAway, /status of 409/)
  const { both, cluster } = replicas
  await page.goto(`/${replicas.instance}/endpoints`)
  await expect(freshness(page)).toHaveText('Live')
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: 'typed-before', Host: 'broker.example.net:8883', 'Service audience': 'broker' })

  const newer = await otherBuild()
  for (const replica of both) {
    await replica.end('SIGTERM')
    await replica.start({ SLUICE_DIST: newer })
  }
  // Found by its text: while a panel is open only what is in it has a role.
  const prompt = page.getByText('The portal has been upgraded')
  await expect(prompt).toBeVisible()
  await expect(freshness(page)).toHaveText('Live')
  await expect(form.field('Name')).toHaveValue('typed-before')

  // Applied all the same: the new build does not know the action, does nothing, and the page says so.
  await form.button('Apply').click()
  await expect(form.panel.getByText('so nothing was changed')).toBeVisible()
  await expect(form.field('Name')).toHaveValue('typed-before')
  expect(await cluster.exists('typed-before')).toBe(false)

  // A real new build has scripts of other names; this copy's would come out of the browser's cache.
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByText('Reload', { exact: true }).click()
  await expect(freshness(page)).toHaveText('Live')
  await expect(prompt).toBeHidden()
  await expect(form.panel).toBeVisible()
  await form.fill({ Name: 'typed-after', Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.apply()
  expect(await cluster.exists('typed-after')).toBe(true)
})
