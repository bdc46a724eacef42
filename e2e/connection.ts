import type { Locator, Page } from '@playwright/test'
import { everybody, expect, test as base } from './fixtures.ts'
import { freshness } from './form.ts'
import { startPlant, type Plant } from './plant.ts'

let people = 0

/**
 * For tests of connections: one plant with brokers. Each test is somebody else's, by the address that a proxy saw or by
 * their sign-in, so that the tests do not use up each other's five in a minute.
 */
export const test = base.extend<{ person: number }, { tryingPlant: Plant }>({
  tryingPlant: [
    async ({}, use) => {
      const plant = await startPlant(0, {
        workloads: true,
        signIn: everybody !== undefined,
        environment: { SLUICE_TRUSTED_PROXIES: '1' },
      })
      await use(plant)
      await plant.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  plant: async ({ tryingPlant }, use) => {
    const sweep = await tryingPlant.cluster.remember()
    await use(tryingPlant)
    await tryingPlant.cluster.faults([])
    await sweep()
  },
  person: ({}, use) => use((people += 1)),
  storageState: async ({ plant, person }, use) =>
    use(everybody && (await plant.signIn?.stateOf(`${everybody}-${person}`))),
  extraHTTPHeaders: ({ person }, use) => use({ 'x-forwarded-for': `192.0.2.${person}` }),
})

/** The dialog of a test, handled by what stands in it. */
export class ConnectionTest {
  readonly dialog: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Test connection' })
  }

  /** Opens it by the button of a panel or page; it begins by itself. */
  static async open(page: Page, within: Page | Locator = page): Promise<ConnectionTest> {
    // Before that the page may be a picture of itself that hears no click.
    await expect(freshness(page)).toContainText('Live')
    await within.getByRole('button', { name: 'Test connection', exact: true }).click()
    return new ConnectionTest(page)
  }

  step(name: string): Locator {
    return this.dialog.getByRole('listitem').filter({ has: this.dialog.page().getByText(name, { exact: true }) })
  }

  /** How it stands, once it is over. */
  get verdict(): Locator {
    return this.dialog.getByRole('status')
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  async again(): Promise<void> {
    await this.button('Test again').click()
  }

  async close(): Promise<void> {
    await this.button('Close').click()
    await this.dialog.waitFor({ state: 'hidden' })
  }
}
