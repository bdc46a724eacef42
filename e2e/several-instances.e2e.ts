import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { everybody, expect, test as base } from './fixtures.ts'
import { freshness, openNew, row } from './form.ts'
import { startPlant } from './plant.ts'
import { portalKubeconfig } from './portal-identity.ts'

type KubeConfig = Record<'clusters' | 'contexts', { name: string; [kind: string]: unknown }[]> & Record<string, unknown>

/** An API server that takes every connection and never says a word. */
async function startSilence(): Promise<{ port: number; stop: () => Promise<void> }> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** A plant whose kubeconfig has a second context, `far-site`, behind which nobody answers. */
const test = base.extend({
  plant: async ({}, use) => {
    const silence = await startSilence()
    const plant = await startPlant(0, {
      signIn: everybody !== undefined,
      kubeconfig: async ({ kubeconfig }) => {
        const own = everybody ? await portalKubeconfig(kubeconfig, join(kubeconfig, '..')) : kubeconfig
        const config = parse(await readFile(own, 'utf8')) as KubeConfig
        const [cluster] = config.clusters
        const [context] = config.contexts
        if (!cluster || !context) throw new Error('the sandbox has a kubeconfig without a context')
        const far = { ...(cluster.cluster as object), server: `https://127.0.0.1:${silence.port}` }
        const both = {
          ...config,
          clusters: [cluster, { name: 'far-site', cluster: far }],
          contexts: [context, { name: 'far-site', context: { ...(context.context as object), cluster: 'far-site' } }],
        }
        const file = join(kubeconfig, '..', 'kubeconfig-of-two')
        await writeFile(file, stringify(both), { mode: 0o600 })
        return file
      },
    })
    await use(plant)
    await plant.stop()
    await silence.stop()
  },
})

test('an instance that does not answer slows no other one down, and the switcher says which it is', async ({
  page,
  plant,
  named,
}) => {
  const name = named('quick')
  const startedAt = Date.now()
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${plant.instance}`))
  await page.goto(`/${plant.instance}/endpoints`)
  // One call to the silent one takes 15 s to be given up.
  expect(Date.now() - startedAt).toBeLessThan(15_000)
  await expect(row(page, 'default')).toBeVisible()
  await expect(freshness(page)).toHaveText('Live')
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.apply()
  await expect(row(page, name)).toBeVisible()

  const ready = await page.request.get('/api/health/ready')
  expect(ready.status()).toBe(200)
  await expect(async () => {
    const { instances } = (await (await page.request.get('/api/health/ready')).json()) as { instances: object }
    expect(instances).toEqual({ [plant.instance]: 'reachable', 'far-site': 'unreachable' })
  }).toPass({ timeout: 40_000 })

  await page.reload()
  await expect(freshness(page)).toHaveText('Live')
  await page.getByRole('button', { name: /^Instance:/ }).click()
  const far = page.getByRole('menuitemradio', { name: /^far-site/ })
  await expect(far).toContainText('Out of reach: its cluster does not answer')
  await expect(page.getByRole('menuitemradio', { name: new RegExp(`^${plant.instance}`) })).not.toContainText(
    'Out of reach',
  )
})
