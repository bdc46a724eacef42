import type { Page } from '@playwright/test'
import { connectivity, type Cluster } from './cluster.ts'
import { Form, freshness } from './form.ts'

export const newBridge = (page: Page): Form => new Form(page, 'New bridge')
export const editBridge = (page: Page, name: string): Form => new Form(page, `Edit bridge: ${name}`)

/** Opens the form of a new bridge over the overview. */
export async function openNewBridge(page: Page, instance: string): Promise<Form> {
  await page.goto(`/${instance}`)
  await freshness(page).filter({ hasText: 'Live' }).waitFor()
  await page.getByRole('link', { name: 'New bridge' }).click()
  const form = newBridge(page)
  await form.panel.waitFor()
  return form
}

/** Opens a dataflow's page, and from there its form. */
export async function openBridge(page: Page, instance: string, name: string): Promise<Form> {
  await page.goto(`/${instance}/dataflows/${name}`)
  await freshness(page).filter({ hasText: 'Live' }).waitFor()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  const form = editBridge(page, name)
  await form.panel.waitFor()
  return form
}

type Dataflow = {
  metadata: { uid: string; labels?: Record<string, string> }
  spec: { mode?: string; profileRef?: string; operations: Record<string, unknown>[] }
}

/** What stands in the cluster, read past the portal. */
export const dataflow = (cluster: Cluster, name: string): Promise<Dataflow> =>
  cluster.custom.getNamespacedCustomObject({
    ...connectivity,
    namespace: cluster.namespace,
    plural: 'dataflows',
    name,
  }) as Promise<Dataflow>

/** The settings of each operation, without the part that it plays. */
export const operations = async (cluster: Cluster, name: string): Promise<unknown[]> =>
  (await dataflow(cluster, name)).spec.operations.map(({ operationType: _, ...settings }) => settings)
