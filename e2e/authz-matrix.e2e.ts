import type { Locator, Page } from '@playwright/test'
import { connectivity } from './cluster.ts'
import { expect, testSignedIn as test } from './fixtures.ts'
import { Form, freshness, openEdit, openNew, row, rowMenu } from './form.ts'
import { persons } from './people.ts'
import type { Plant } from './plant.ts'
import { classKind, readObject, syncKind } from './secrets.ts'

/** One thing that can be done on a screen. */
type Action = {
  what: string
  /** Below the instance. */
  at: string
  /** What has to be pressed before the control is there. */
  first?: (page: Page) => Promise<void>
  control: (page: Page) => Locator
  /** What a viewer lacks for it. */
  needs: string
}

const endpoint = 'partner-hq'
const secret = 'partner-hq-client'

const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true })
const link = (name: string) => (page: Page) => page.getByRole('link', { name, exact: true })
const entry = (name: string) => (page: Page) => page.getByRole('menuitem', { name })
const menu = (page: Page) => page.getByRole('button', { name: `Actions for ${endpoint}`, exact: true }).click()
const advanced = (page: Page) => page.getByRole('tab', { name: 'Advanced' }).click()

/** Every way to change something that a screen offers. */
const actions: readonly Action[] = [
  { what: 'New', at: 'endpoints', control: link('New Custom MQTT Broker'), needs: 'create on dataflowendpoints' },
  {
    what: 'Edit, in a row’s menu',
    at: 'endpoints',
    first: menu,
    control: entry('Edit'),
    needs: 'patch on dataflowendpoints',
  },
  {
    what: 'Clone, in a row’s menu',
    at: 'endpoints',
    first: menu,
    control: entry('Clone'),
    needs: 'create on dataflowendpoints',
  },
  {
    what: 'Delete, in a row’s menu',
    at: 'endpoints',
    first: menu,
    control: entry('Delete'),
    needs: 'delete on dataflowendpoints',
  },
  { what: 'Edit', at: `endpoints/${endpoint}`, control: link('Edit'), needs: 'patch on dataflowendpoints' },
  { what: 'Clone', at: `endpoints/${endpoint}`, control: link('Clone'), needs: 'create on dataflowendpoints' },
  { what: 'Delete', at: `endpoints/${endpoint}`, control: button('Delete'), needs: 'delete on dataflowendpoints' },
  {
    what: 'Apply of a new one',
    at: 'endpoints/new/custom-mqtt',
    control: button('Apply'),
    needs: 'create on dataflowendpoints',
  },
  {
    what: 'Apply of an edit',
    at: `endpoints/edit/${endpoint}`,
    control: button('Apply'),
    needs: 'patch on dataflowendpoints',
  },
  {
    what: 'Test connection of one',
    at: `endpoints/${endpoint}`,
    control: button('Test connection'),
    needs: 'create or patch on dataflowendpoints',
  },
  {
    what: 'Test connection of a draft',
    at: 'endpoints/new/custom-mqtt',
    control: button('Test connection'),
    needs: 'create or patch on dataflowendpoints',
  },
  { what: 'Review', at: `endpoints/edit/${endpoint}`, control: button('Review'), needs: 'patch on dataflowendpoints' },
  {
    what: 'Create from PEM',
    at: 'endpoints/new/custom-mqtt',
    first: advanced,
    control: button('Create from PEM'),
    needs: 'create on configmaps',
  },
  { what: 'Pause', at: 'dataflows/telemetry-to-cloud', control: button('Pause'), needs: 'patch on dataflows' },
  { what: 'Edit a bridge', at: 'dataflows/telemetry-to-cloud', control: link('Edit'), needs: 'patch on dataflows' },
  { what: 'Clone a bridge', at: 'dataflows/telemetry-to-cloud', control: link('Clone'), needs: 'create on dataflows' },
  {
    what: 'Delete a bridge',
    at: 'dataflows/telemetry-to-cloud',
    control: button('Delete'),
    needs: 'delete on dataflows',
  },
  {
    what: 'Use in a bridge',
    at: `endpoints/${endpoint}`,
    control: link('Use in a bridge'),
    needs: 'create on dataflows',
  },
  { what: 'Apply of a bridge', at: 'dataflows/new/bridge', control: button('Apply'), needs: 'create on dataflows' },
  { what: 'Review of a bridge', at: 'dataflows/new/bridge', control: button('Review'), needs: 'create on dataflows' },
  { what: 'Sync now', at: 'secrets', control: button(`Sync now: ${secret}`), needs: 'create or patch on secretsyncs' },
  {
    what: 'Rotate',
    at: 'secrets',
    control: button(`Rotate ${secret}`),
    needs: 'create on secretsyncs or create on secrets',
  },
  { what: 'Delete a secret', at: 'secrets', control: button(`Delete ${secret}`), needs: 'delete on secretsyncs' },
]

/** Everything in the cluster that the portal could have written. */
async function written({ cluster }: Plant): Promise<unknown> {
  const { namespace } = cluster
  const kinds = [
    { ...connectivity, plural: 'dataflowendpoints' },
    { ...connectivity, plural: 'dataflows' },
    syncKind,
    classKind,
  ]
  const custom = await Promise.all(
    kinds.map((kind) => cluster.custom.listNamespacedCustomObject({ ...kind, namespace })),
  )
  const [{ items: maps }, { items: secrets }] = await Promise.all([
    cluster.core.listNamespacedConfigMap({ namespace }),
    cluster.core.listNamespacedSecret({ namespace }),
  ])
  const objects = custom.flatMap(({ items }: { items: { metadata: { name: string }; spec: unknown }[] }) => items)
  return {
    objects: objects.map(({ metadata: { name }, spec }) => ({ name, spec })),
    maps: maps.map(({ metadata, data }) => ({ name: metadata?.name, data })),
    secrets: secrets.map(({ metadata, data }) => ({ name: metadata?.name, keys: Object.keys(data ?? {}) })),
  }
}

async function opened(page: Page, plant: Plant, { at, first }: Action): Promise<void> {
  const address = `/${plant.instance}/${at}`
  if (new URL(page.url(), plant.url).pathname !== address || first) await page.goto(address)
  await first?.(page)
}

test('authz-matrix: a viewer finds every change disabled, with the right that is missing', async ({ as, plant }) => {
  const before = await written(plant)
  const page = await as('viewer')
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  for (const action of actions) {
    await test.step(action.what, async () => {
      await opened(page, plant, action)
      const control = action.control(page)
      await expect(control).toBeDisabled()
      const said = await control.evaluate(saidOf)
      expect(said).toContain(`Needs ${action.needs} in azure-iot-operations.`)
      expect(said).toContain('Ask whoever manages access to the cluster.')
      const { pathname } = new URL(page.url())
      await control.focus()
      await expect(control).toBeFocused()
      await page.keyboard.press('Enter')
      await control.click({ force: true })
      expect(new URL(page.url()).pathname).toBe(pathname)
      await expect(page.getByRole('alertdialog')).toHaveCount(0)
    })
  }
  expect(posts, 'nothing was even asked').toEqual([])
  expect(await written(plant)).toEqual(before)
})

for (const person of persons.filter((name) => name !== 'viewer')) {
  test(`authz-matrix: ${person} finds every change enabled, and nothing missing`, async ({ as, plant }) => {
    const page = await as(person)
    for (const action of actions) {
      await test.step(action.what, async () => {
        await opened(page, plant, action)
        const control = action.control(page)
        await expect(control).toBeEnabled()
        expect(await control.evaluate(saidOf)).not.toContain('Needs')
      })
    }
  })

  test(`authz-matrix: what ${person} changes is changed in the cluster`, async ({ as, plant, named }) => {
    const name = named(`by-${person}`)
    const page = await as(person)
    await page.goto(`/${plant.instance}/endpoints`)
    const made = await openNew(page, 'Custom MQTT Broker')
    await made.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
    await made.apply()
    expect(await plant.cluster.settings(name)).toMatchObject({ host: 'broker.example.net:8883' })

    await expect(row(page, name)).toBeVisible()
    const edited = await openEdit(page, name)
    await edited.fill({ Host: 'other.example.net:8883' })
    await edited.apply()
    expect(await plant.cluster.settings(name)).toMatchObject({ host: 'other.example.net:8883' })

    await rowMenu(page, name, 'Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => plant.cluster.exists(name)).toBe(false)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => plant.cluster.exists(name)).toBe(true)

    const flow = named(`flow-${person}`)
    await plant.cluster.createDataflow(flow, 'default', name)
    await page.goto(`/${plant.instance}/dataflows/${flow}`)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Pause' }).click()
    await expect.poll(async () => (await modeOf(plant, flow)).spec).toMatchObject({ mode: 'Disabled' })

    await page.goto(`/${plant.instance}/secrets`)
    const forced = async () => (await readObject(plant, syncKind, secret)).spec.forceSynchronization
    const before = await forced()
    await page.getByRole('button', { name: `Sync now: ${secret}` }).click()
    await expect.poll(forced).not.toEqual(before)
  })
}

const modeOf = ({ cluster }: Plant, name: string) =>
  cluster.custom.getNamespacedCustomObject({
    ...connectivity,
    namespace: cluster.namespace,
    plural: 'dataflows',
    name,
  }) as Promise<{ spec: unknown }>

test('the keyboard reaches what is disabled, hears why, and can send the words away', async ({ as, plant }) => {
  const page = await as('viewer')
  await page.goto(`/${plant.instance}/endpoints`)
  const tile = page.getByRole('link', { name: 'New Custom MQTT Broker' })
  const needs = /Needs create on dataflowendpoints in azure-iot-operations\. Ask whoever manages access/
  await expect(tile).toHaveAccessibleDescription(needs)
  // Before that the page may be a picture of itself, where a focus opens nothing.
  await expect(freshness(page)).toContainText('Live')
  for (let steps = 0; steps < 40 && !(await tile.evaluate((one) => one === document.activeElement)); steps++) {
    await page.keyboard.press('Tab')
  }
  await expect(tile).toBeFocused()
  const bubble = page.getByRole('tooltip')
  await expect(bubble).toHaveText(needs)
  await page.keyboard.press('Escape')
  await expect(bubble).toBeHidden()
  await tile.hover()
  await expect(bubble).toHaveText(needs)
  // The pointer can go into it, to read on or to select.
  await bubble.hover()
  await expect(bubble).toHaveText(needs)
  await page.mouse.move(1, 1)
  await expect(bubble).toBeHidden()
})

test('a form that its reader may not apply says so before anything is typed', async ({ as, plant, named }) => {
  const page = await as('viewer')
  await page.goto(`/${plant.instance}/endpoints/new/custom-mqtt`)
  const form = new Form(page, 'Create new dataflow endpoint: Custom MQTT Broker')
  await expect(form.panel).toContainText('You can look at this form, but not apply it.')
  await expect(form.panel).toContainText('Needs create on dataflowendpoints in azure-iot-operations.')
  const name = named('by-viewer')
  await form.fill({ Name: name, Host: 'broker.example.net:8883' })
  await form.field('Host').press('Enter')
  await expect(form.button('Apply')).toBeDisabled()
  expect(await plant.cluster.exists(name)).toBe(false)
  await form.button('Cancel').click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(form.panel).toBeHidden()
})

/** What is said of a control besides its name. A menu has the room to show it: there it stands in the entry and below. */
const saidOf = (element: Element): string => {
  const shown = element.closest('.fui-MenuPopover')?.textContent ?? ''
  const described = (element.getAttribute('aria-describedby') ?? '').split(' ')
  return [shown, ...described.map((id) => document.getElementById(id)?.textContent ?? '')].join(' ')
}
