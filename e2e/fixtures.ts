import { randomBytes } from 'node:crypto'
import { test as base } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { Guard } from './guard.ts'
import { hearCluster, learnPrivateValues } from './keepers.ts'
import { persons, type PersonName } from './people.ts'
import { startPlant } from './plant.ts'
import type { Plant } from './plant.ts'

type Fixtures = {
  /** The plant this test works on. */
  plant: Plant
  guard: Guard
  /** The endpoint list, opened in a page of its own browser session. */
  list: Page
  /** Another operator: a browser session that shares nothing with `page`. */
  otherPage: Page
  /** A page of somebody who signed in, in a browser session of their own. For plants where people sign in. */
  as: (person: PersonName | 'stranger') => Promise<Page>
  /** A name that no other test uses. */
  named: (base: string) => string
}

/** With `SLUICE_E2E_AS=operator` the whole suite runs on plants where people sign in, and each page is that person's. */
export const everybody = persons.find((person) => person === process.env.SLUICE_E2E_AS)

/** Tests share the plant of their worker; their objects have names of their own and go with them. */
export const test = base.extend<Fixtures, { sharedPlant: Plant; drills: boolean }>({
  /** Whether a real API server is reached through what plays faults before it. */
  drills: [false, { option: true, scope: 'worker' }],
  sharedPlant: [
    async ({ drills }, use) => {
      const plant = await startPlant(0, { signIn: everybody !== undefined, drills })
      await use(plant)
      await plant.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  plant: async ({ sharedPlant }, use) => {
    const sweep = await sharedPlant.cluster.remember()
    await use(sharedPlant)
    await sharedPlant.cluster.faults([])
    await sweep()
  },
  baseURL: ({ plant }, use) => use(plant.url),
  storageState: async ({ plant }, use) => use(everybody && (await plant.signIn?.stateOf(everybody))),
  guard: async ({ plant }, use, testInfo) => {
    const guard = new Guard(plant.url, ...(plant.signIn ? [plant.signIn.provider.issuer] : []))
    const before = plant.log().length
    await use(guard)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('portal.log', { body: plant.log().slice(before), contentType: 'text/plain' })
    }
    guard.check()
    guard.heard.hear('log of the portal', plant.log().slice(before))
    await plant.cluster.faults([])
    await plant.vault.faults([])
    await learnPrivateValues(plant)
    await hearCluster(plant, guard.heard)
    await guard.checkPrivate(plant.privateValues)
  },
  context: async ({ context, guard }, use) => {
    await guard.watch(context)
    await use(context)
    await guard.heard.look()
  },
  otherPage: async ({ browser, guard, contextOptions, baseURL }, use) => {
    const context = await browser.newContext({ ...contextOptions, baseURL })
    await guard.watch(context)
    await use(await context.newPage())
    await guard.heard.look()
    await context.close()
  },
  as: async ({ browser, guard, contextOptions, plant }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (person) => {
      const storageState = await plant.signIn?.stateOf(person)
      const context = await browser.newContext({ ...contextOptions, baseURL: plant.url, storageState })
      contexts.push(context)
      await guard.watch(context)
      return context.newPage()
    })
    if (contexts.length > 0) await guard.heard.look()
    for (const context of contexts) await context.close()
  },
  list: async ({ page, plant }, use) => {
    await page.goto(`/${plant.instance}/endpoints`)
    await use(page)
  },
  named: ({}, use) => use((name) => `${name}-${randomBytes(3).toString('hex')}`),
})

/** For tests that take the cluster away or fill it up: a plant of their own, with as many generated endpoints and secrets. */
export const testAlone = test.extend<{ generated: number; secrets: number; workloads: boolean; signIn: boolean }>({
  generated: [0, { option: true }],
  secrets: [0, { option: true }],
  workloads: [false, { option: true }],
  signIn: [false, { option: true }],
  plant: async ({ generated, secrets, workloads, signIn, drills }, use) => {
    const plant = await startPlant(generated, { secrets, workloads, signIn: signIn || everybody !== undefined, drills })
    await use(plant)
    await plant.stop()
  },
})

/**
 * For tests of what runs in the pods: brokers, publisher and dataflows. Each worker has one such plant, and starts it once.
 * Whoever breaks something heals it: the next test begins with bridges that are connected.
 */
export const testRunning = test.extend<object, { runningPlant: Plant }>({
  runningPlant: [
    async ({}, use) => {
      const plant = await startPlant(0, { workloads: true, signIn: everybody !== undefined })
      await use(plant)
      await plant.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  plant: async ({ runningPlant }, use) => {
    const sweep = await runningPlant.cluster.remember()
    await use(runningPlant)
    await runningPlant.cluster.faults([])
    await sweep()
  },
})

/** For tests of what people may do: each worker has one plant where they sign in. Its pages begin with nobody signed in. */
export const testSignedIn = test.extend<object, { signInPlant: Plant }>({
  signInPlant: [
    async ({}, use) => {
      const plant = await startPlant(0, { signIn: true })
      await use(plant)
      await plant.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  storageState: async ({}, use) => use(undefined),
  plant: async ({ signInPlant }, use) => {
    const sweep = await signInPlant.cluster.remember()
    await use(signInPlant)
    signInPlant.signIn?.provider.forge(undefined)
    await signInPlant.cluster.faults([])
    await sweep()
  },
})

export { expect } from '@playwright/test'
