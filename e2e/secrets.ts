import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { ApiException } from '@kubernetes/client-node'
import { Pki } from '../sandbox/cluster/pki.ts'
import type { Leaf, Pair } from '../sandbox/cluster/pki.ts'
import { openNew } from './form.ts'
import type { Form } from './form.ts'
import type { Plant } from './plant.ts'

export type Slot = 'X509 client certificate' | 'X509 client key' | 'X509 intermediate certificates'

export const certificateSlot = 'X509 client certificate'
export const keySlot = 'X509 client key'
export const intermediatesSlot = 'X509 intermediate certificates'

/** A certificate of the authority that the partner's broker trusts, with its key. */
export async function freshPair(plant: Plant, leaf: Partial<Leaf> = {}): Promise<Pair> {
  const pki = await Pki.open(`${plant.directory}/pki`)
  const pair = await pki.sign('partner', { name: 'fresh-uplink', days: 300, ...leaf })
  plant.privateValues.add('the key of a fresh pair', pair.key)
  return pair
}

/** The form of an endpoint that authenticates with X.509, filled up to the synced secret. */
export async function openX509(page: Page, name: string, secret = `${name}-tls`): Promise<Form> {
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.partner.example.net:8883' })
  await form.choose('Authentication method', 'X509 certificate')
  await form.fill({ 'Synced secret name': secret })
  await expect(addButton(form, certificateSlot)).toBeVisible()
  return form
}

export const addButton = (form: Form, slot: Slot): Locator => form.button(`Add reference for ${slot}`)

/** The row of one part in the form. */
export const part = (form: Form, slot: Slot): Locator => form.panel.getByRole('group', { name: slot })

/** The dialog that chooses one part. */
export class ReferenceDialog {
  readonly root: Locator

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: /^Add reference/ })
  }

  async createNew(): Promise<void> {
    await this.root.getByRole('tab', { name: 'Create new' }).click()
  }

  get name(): Locator {
    return this.root.getByRole('textbox', { name: 'Secret name' })
  }

  get value(): Locator {
    return this.root.getByRole('textbox', { name: 'Secret value' })
  }

  get workbench(): Locator {
    return this.root.getByRole('region', { name: 'Certificate workbench' })
  }

  /** Tries to add what is refused: the dialog stays and says so. */
  async refuses(): Promise<void> {
    await this.root.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(this.root).toContainText('This cannot be stored as it is')
  }

  async add(): Promise<void> {
    await this.root.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(this.root).toBeHidden()
  }
}

export async function openPart(form: Form, slot: Slot): Promise<ReferenceDialog> {
  await addButton(form, slot).click()
  const dialog = new ReferenceDialog(form.page)
  await expect(dialog.root).toBeVisible()
  return dialog
}

/** Gives a new value for one part; `name` is kept as offered when left out. */
export async function giveValue(form: Form, slot: Slot, value: string, name?: string): Promise<void> {
  const dialog = await openPart(form, slot)
  await dialog.createNew()
  if (name !== undefined) await dialog.name.fill(name)
  await dialog.value.fill(value)
  await expect(dialog.workbench).toBeVisible()
  await dialog.add()
}

/** Chooses a secret that the vault has. */
export async function pickSecret(form: Form, slot: Slot, name: string): Promise<void> {
  const dialog = await openPart(form, slot)
  await dialog.root.getByRole('searchbox').fill(name)
  await dialog.root.getByRole('radio', { name }).check()
  await dialog.add()
}

/** The dialog of a run, and its steps. */
export class Run {
  readonly root: Locator

  constructor(page: Page, title: RegExp = /^Applying/) {
    this.root = page.getByRole('alertdialog', { name: title })
  }

  step(label: string): Locator {
    return this.root.getByRole('listitem').filter({ hasText: label })
  }

  get retry(): Locator {
    return this.root.getByRole('button', { name: 'Retry' })
  }

  /** Waits until this step has failed, and answers nothing: what is said is in the dialog. */
  async failsAt(label: string): Promise<void> {
    await expect(this.step(label)).toContainText('Failed', { timeout: 30_000 })
  }
}

/** A Secret's data, decoded; nothing when it is not there. */
export async function secretData(plant: Plant, name: string): Promise<Record<string, string> | undefined> {
  try {
    const { data = {} } = await plant.cluster.core.readNamespacedSecret({ name, namespace: plant.cluster.namespace })
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
    )
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return undefined
    throw error
  }
}

export const syncKind = { group: 'secret-sync.x-k8s.io', version: 'v1alpha1', plural: 'secretsyncs' } as const
export const classKind = {
  group: 'secrets-store.csi.x-k8s.io',
  version: 'v1',
  plural: 'secretproviderclasses',
} as const

/** The provider class that the plant is seeded with. */
export const providerClass = 'spc-ops-0a1b2c3'

type Kind = typeof syncKind | typeof classKind

export const readObject = (plant: Plant, kind: Kind, name: string) =>
  plant.cluster.custom.getNamespacedCustomObject({ ...kind, namespace: plant.cluster.namespace, name }) as Promise<{
    metadata: { uid: string; labels?: Record<string, string> }
    spec: Record<string, unknown>
  }>

/** Names of the sync objects that begin like this. */
export async function syncObjects(plant: Plant, prefix: string): Promise<string[]> {
  const list = (await plant.cluster.custom.listNamespacedCustomObject({
    ...syncKind,
    namespace: plant.cluster.namespace,
  })) as { items: { metadata: { name: string } }[] }
  return list.items.map(({ metadata }) => metadata.name).filter((name) => name.startsWith(prefix))
}

/** The `objects` text of the plant's provider class. */
export async function listedObjects(plant: Plant): Promise<string> {
  const { spec } = await readObject(plant, classKind, providerClass)
  return (spec.parameters as { objects: string }).objects
}

/**
 * Waits until a run has ended with the endpoint in the cluster and the form has closed. The panel alone tells nothing: the
 * dialog of the run hides it from assistive technology, and so from locators by role.
 */
export async function finished(plant: Plant, form: Form, endpoint: string): Promise<void> {
  await expect.poll(() => plant.cluster.exists(endpoint), { timeout: 40_000 }).toBe(true)
  await expect(new Run(form.page).root).toBeHidden()
  await expect(form.panel).toBeHidden()
}
