import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { Pki } from '../sandbox/cluster/pki.ts'
import type { Plant } from './plant.ts'
import { certificateSlot, freshPair, keySlot, ReferenceDialog, type Slot } from './secrets.ts'

/** The wizard that links a site to its parent, handled by what an operator reads on it. */
export class SiteLink {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** From the first screen of the instance, as somebody gets there. */
  static async open(page: Page, { instance }: Plant): Promise<SiteLink> {
    await page.goto(`/${instance}`)
    await page.getByRole('link', { name: 'Connect to a parent site' }).first().click()
    const link = new SiteLink(page)
    await link.isOn('Parent')
    return link
  }

  field(label: string): Locator {
    return this.page
      .getByRole('textbox', { name: label, exact: true })
      .or(this.page.getByRole('combobox', { name: label, exact: true }))
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value)
  }

  async isOn(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible()
  }

  async next(title: string): Promise<void> {
    await this.button('Next').click()
    await this.isOn(title)
  }

  /** Gives a new value for one part of the client certificate. */
  async give(slot: Slot, value: string): Promise<void> {
    await this.button(`Add reference for ${slot}`).click()
    const dialog = new ReferenceDialog(this.page)
    await dialog.createNew()
    await dialog.value.fill(value)
    await expect(dialog.workbench).toBeVisible()
    await dialog.add()
  }

  /** What the review says of an object of the set. */
  reviewed(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'What will be written' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
  }

  step(label: string): Locator {
    return this.page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: label })
  }

  async failsAt(label: string): Promise<void> {
    await expect(this.step(label)).toContainText('Failed', { timeout: 30_000 })
  }

  get standing(): Locator {
    return this.page.getByRole('list', { name: 'What stands' })
  }

  get outcome(): Locator {
    return this.page.locator('[data-outcome]')
  }
}

/** The authority that the partner's broker is of. */
const partnerAuthority = async ({ directory }: Plant): Promise<string> =>
  (await Pki.open(`${directory}/pki`)).ca('partner')

/** Fills the wizard up to its review: the partner's broker as the parent, known by a certificate that is given here. */
export async function fillLink(
  page: Page,
  plant: Plant,
  name: string,
  host = 'partner-hq-broker:8883',
): Promise<SiteLink> {
  const { cert, key } = await freshPair(plant)
  const link = await SiteLink.open(page, plant)
  await link.fill({ Name: name, Host: host, 'Certificates (PEM)': await partnerAuthority(plant) })
  await expect(page.getByRole('list', { name: 'Certificates in it' })).toBeVisible()
  await link.next('Identity')
  await link.give(certificateSlot, cert)
  await link.give(keySlot, key)
  await link.next('Topics')
  await link.fill({ 'Topic filter 1': 'plant-07/+/telemetry', 'Destination topic': `sites/${name}` })
  await link.next('Review')
  return link
}
