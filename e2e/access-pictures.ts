import { RbacAuthorizationV1Api } from '@kubernetes/client-node'
import type { V1PolicyRule } from '@kubernetes/client-node'
import type { Page } from '@playwright/test'
import { Form, freshness, row } from './form.ts'
import type { Plant } from './plant.ts'

type Shot = (screen: string) => Promise<unknown>

/** Leaves of a role only the rules that `keep` wants. */
export async function limitRole(
  { cluster }: Plant,
  name: string,
  keep: (rule: V1PolicyRule) => boolean,
): Promise<void> {
  const rbac = cluster.config.makeApiClient(RbacAuthorizationV1Api)
  const { namespace } = cluster
  const role = await rbac.readNamespacedRole({ name, namespace })
  await rbac.replaceNamespacedRole({ name, namespace, body: { ...role, rules: role.rules?.filter(keep) } })
}

/** Is a rule about this resource, by the plural that it names? */
export const isAbout =
  (resource: string) =>
  ({ resources = [] }: V1PolicyRule): boolean =>
    resources.includes(resource)

/** What somebody sees who may look and change nothing: what is disabled, and why. */
export async function viewersScreens(page: Page, { url, instance }: Plant, shot: Shot): Promise<void> {
  await page.goto(`${url}/${instance}/endpoints`)
  await row(page, 'partner-hq').waitFor()
  await freshness(page).filter({ hasText: 'Live' }).waitFor()
  await page.getByRole('link', { name: 'New Azure Event Grid MQTT' }).hover()
  await page.getByRole('tooltip').waitFor()
  await shot('access-list')
  await page.getByRole('button', { name: 'Actions for partner-hq', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).waitFor()
  await shot('access-menu')
  await page.goto(`${url}/${instance}/endpoints/edit/partner-hq`)
  const form = new Form(page, 'Edit dataflow endpoint: partner-hq')
  await form.button('Apply').hover()
  await page.getByRole('tooltip').waitFor()
  await shot('access-form')
}

/** What stands in the place of what somebody may not see. */
export async function refusedScreens(page: Page, { url, instance }: Plant, shot: Shot): Promise<void> {
  await page.goto(`${url}/${instance}/secrets`)
  await page.getByRole('heading', { name: 'You cannot see synced secrets here' }).waitFor()
  await freshness(page).filter({ hasText: 'Live' }).waitFor()
  await shot('access-secrets')
}

export async function strangersScreen(page: Page, { url, instance }: Plant, shot: Shot): Promise<void> {
  await page.goto(`${url}/${instance}`)
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await shot('access-refused')
}
