import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** The form in the panel, handled by what an operator reads on it. */
export class Form {
  readonly page: Page
  readonly panel: Locator

  constructor(page: Page, title: string | RegExp) {
    this.page = page
    this.panel = page.getByRole('dialog', { name: title })
  }

  /** Text fields and fields with suggestions. */
  field(label: string): Locator {
    return this.panel.getByRole('textbox', { name: label, exact: true }).or(this.choice(label))
  }

  choice(label: string): Locator {
    return this.panel.getByRole('combobox', { name: label, exact: true })
  }

  checkbox(label: string): Locator {
    return this.panel.getByRole('checkbox', { name: label, exact: true })
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true })
  }

  /** The bar on top of the form that says why it was not applied. */
  get failure(): Locator {
    return this.panel.getByRole('group').filter({ hasText: /Operation \w+/ })
  }

  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value)
  }

  async choose(label: string, option: string): Promise<void> {
    await this.choice(label).click()
    await this.page.getByRole('option', { name: option }).click()
  }

  async open(tab: 'Basic' | 'Advanced'): Promise<void> {
    await this.panel.getByRole('tab', { name: tab }).click()
  }

  /** Applies and waits until the panel is gone. */
  async apply(): Promise<void> {
    await this.button('Apply').click()
    await expect(this.panel).toBeHidden()
    await leaveTable(this.page)
  }
}

/** Takes the pointer off the table: while it rests there, new rows wait and deleted ones stay. */
export const leaveTable = (page: Page): Promise<void> => page.mouse.move(1, 1)

/** Opens the form of a tile of the gallery. */
export async function openNew(page: Page, tile: string): Promise<Form> {
  await page.getByRole('link', { name: `New ${tile}` }).click()
  const form = new Form(page, `Create new dataflow endpoint: ${tile}`)
  await form.panel.waitFor()
  return form
}

/** Chooses one entry of a row's menu. */
export async function rowMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: entry }).click()
  await leaveTable(page)
}

export const deleteDialog = (page: Page): Locator => page.getByRole('alertdialog', { name: /^Delete endpoint/ })

/** Deletes and waits until the question is gone. */
export async function confirmDelete(page: Page): Promise<void> {
  await deleteDialog(page).getByRole('button', { name: 'Delete' }).click()
  await expect(deleteDialog(page)).toBeHidden()
  await leaveTable(page)
}

export async function openEdit(page: Page, name: string): Promise<Form> {
  await rowMenu(page, name, 'Edit')
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await form.panel.waitFor()
  return form
}

/** The chip in the header; it stays readable while a panel holds the focus. */
export const freshness = (page: Page): Locator => page.getByLabel('Freshness')

export const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
