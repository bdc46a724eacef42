import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ensureBrowser } from '../scripts/browser.ts'
import { ensureBuild } from '../scripts/build.ts'
import { activityScreens, makeHistory } from './activity-pictures.ts'
import { isAbout, limitRole, refusedScreens, strangersScreen, viewersScreens } from './access-pictures.ts'
import { bridgeScreens, setScreens } from './bridge-pictures.ts'
import type { Cluster } from './cluster.ts'
import { Form, freshness, leaveTable, openNew, row } from './form.ts'
import { startPlant } from './plant.ts'
import type { PlantOptions } from './plant.ts'
import { loseThePartner, runtimeScreens } from './runtime-pictures.ts'
import { secretRun, secretsPage, uglySecret, uglySecrets } from './secret-pictures.ts'

/**
 * `npm run screenshots`: pictures of the screens for the README and for looking at them, into docs/screenshots. With
 * `--all` wide ones too, and ugly plants: 10,000 rows, a vault of 3,000 secrets and the longest names there are.
 * `--only runtime`, `bridges`, `endpoints`, `secrets`, `access` or `activity` takes those alone.
 */
const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../docs/screenshots', import.meta.url)) },
  },
})

/** The longest name there may be. */
const longest = `${'a-very-long-name-of-an-endpoint-of-line-4-in-the-north-hall-'.slice(0, 62)}z`

const themes = ['light', 'dark'] as const
const sizes = [{ width: 1280, height: 800 }, ...(values.all ? [{ width: 1920, height: 1080 }] : [])]

process.env.SLUICE_DIST ??= '.next/test'
if (!ensureBuild(process.env.SLUICE_DIST)) throw new Error('There is no build to take pictures of.')
await mkdir(values.out, { recursive: true })
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] })

const wants = (part: 'runtime' | 'bridges' | 'endpoints' | 'secrets' | 'access' | 'activity') =>
  values.only === undefined || values.only === part

if (wants('runtime'))
  await onPlant(
    0,
    async (plant, take) => {
      const [first] = views()
      if (first) {
        const { page, close } = await take(first)
        await loseThePartner(page, plant)
        await close()
      }
      for (const view of views()) {
        const { page, shot, close } = await take(view)
        await runtimeScreens(page, plant, shot)
        await close()
      }
    },
    { workloads: true },
  )

if (wants('bridges'))
  await onPlant(
    0,
    async (plant, take) => {
      for (const [at, view] of views().entries()) {
        const { page, shot, close } = await take(view)
        await bridgeScreens(page, plant, `parent-${at + 1}`, shot)
        await close()
      }
    },
    { workloads: true },
  )

if (wants('endpoints'))
  await onPlant(0, async (plant, take) => {
    await plant.cluster.createMqtt('shift-report', { keepAliveSeconds: 20 })
    for (const view of views()) {
      const { page, shot, close } = await take(view)
      await page.goto(`${plant.url}/${plant.instance}/endpoints`)
      await row(page, 'default').waitFor()
      await live(page)
      await shot('list')
      await panel(page, shot)
      await page.goto(`${plant.url}/${plant.instance}/endpoints`)
      await conflict(page, plant, shot)
      await setScreens(page, plant, shot)
      await page.goto(`${plant.url}/${plant.instance}/endpoints/default`)
      await page.getByText('endpointType: Mqtt').waitFor()
      await live(page)
      await shot('endpoint')
      await close()
    }
  })

if (wants('secrets')) {
  await onPlant(0, async (plant, take) => {
    for (const view of views()) {
      const { page, shot, close } = await take(view)
      await secretsPage(page, plant, shot)
      await close()
    }
    for (const [at, view] of views().entries()) {
      const { page, shot } = await take(view)
      await secretRun(page, plant, `press-${7 + at}`, shot)
    }
  })
}

if (wants('access')) {
  const looks = [
    ['viewer', viewersScreens],
    ['viewer', refusedScreens],
    ['stranger', strangersScreen],
  ] as const
  await onPlant(
    0,
    async (plant, take) => {
      await limitRole(plant, 'plant-viewer', (rule) => !isAbout('secretsyncs')(rule))
      for (const [person, look] of looks) {
        for (const view of views()) {
          const { page, shot, close } = await take({ ...view, person })
          await look(page, plant, shot)
          await close()
        }
      }
    },
    { signIn: true },
  )
}

if (wants('activity')) {
  await onPlant(
    0,
    async (plant, take) => {
      const [first] = views()
      if (first) {
        const { page, close } = await take({ ...first, person: 'operator' })
        await makeHistory(page, plant)
        await close()
      }
      for (const view of views()) {
        const { page, shot, close } = await take({ ...view, person: 'viewer' })
        await activityScreens(page, plant, shot)
        await close()
      }
    },
    { signIn: true },
  )
}

if (values.all && wants('secrets')) {
  await onPlant(
    0,
    async (plant, take) => {
      await uglySecret(plant)
      for (const view of views()) {
        const { page, shot, close } = await take(view)
        await uglySecrets(page, plant, shot)
        await close()
      }
    },
    { secrets: 3_000 },
  )
}

if (values.all && wants('endpoints')) {
  await onPlant(10_000, async (plant, take) => {
    await ugly(plant.cluster)
    for (const view of views()) {
      const { page, shot, close } = await take(view)
      await page.goto(`${plant.url}/${plant.instance}/endpoints`)
      await row(page, 'default').or(page.getByRole('rowheader').first()).first().waitFor()
      await live(page)
      await shot('ugly-list')
      await page.getByRole('searchbox').fill(longest.slice(0, 30))
      await row(page, longest).waitFor()
      await page.waitForURL(/search/)
      await shot('ugly-search')
      await page.goto(`${plant.url}/${plant.instance}/endpoints/${longest}`)
      await page.getByText('endpointType: Mqtt').waitFor()
      await shot('ugly-endpoint')
      await page.goto(`${plant.url}/${plant.instance}/endpoints/edit/${longest}`)
      await new Form(page, /Edit/).field('Host').waitFor()
      await shot('ugly-panel')
      await close()
    }
  })
}
await browser.close()

type View = {
  theme: (typeof themes)[number]
  size: (typeof sizes)[number]
  /** Who has signed in, where people do. */ person?: string
}
type Shot = (screen: string) => Promise<unknown>
type Plant = Awaited<ReturnType<typeof startPlant>>

function views(): View[] {
  return themes.flatMap((theme) => sizes.map((size) => ({ theme, size })))
}

async function onPlant(
  generated: number,
  work: (
    plant: Plant,
    take: (view: View) => Promise<{ page: Page; shot: Shot; close: () => Promise<void> }>,
  ) => Promise<void>,
  options: PlantOptions = {},
): Promise<void> {
  const plant = await startPlant(generated, options)
  try {
    await work(plant, async ({ theme, size, person }) => {
      const context = await browser.newContext({
        baseURL: plant.url,
        viewport: size,
        colorScheme: theme,
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ignoreHTTPSErrors: true,
        storageState: person === undefined ? undefined : await plant.signIn?.stateOf(person),
      })
      const page = await context.newPage()
      const shot: Shot = (screen) => page.screenshot({ path: join(values.out, `${screen}-${theme}-${size.width}.png`) })
      return { page, shot, close: () => context.close() }
    })
  } finally {
    await plant.stop()
  }
}

/** The header says Live once all feeds have come. */
function live(page: Page): Promise<void> {
  return freshness(page).filter({ hasText: 'Live' }).waitFor()
}

async function panel(page: Page, shot: Shot): Promise<void> {
  const form = await openNew(page, 'Azure Event Grid MQTT')
  await form.fill({ Name: 'site-uplink', Host: 'plant.westeurope-1.eventgrid.azure.net:8883' })
  await shot('panel-basic')
  await form.button('Use plant.westeurope-1.ts.eventgrid.azure.net:8883').click()
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await form.choose('Retain', 'Never')
  await form.panel.getByRole('switch').scrollIntoViewIfNeeded()
  await shot('panel-advanced')
  await form.button('Review').click()
  await page.getByText('name: site-uplink').waitFor()
  await shot('review')
}

async function conflict(page: Page, { cluster, url, instance }: Plant, shot: Shot): Promise<void> {
  await cluster.patchEndpoint('shift-report', { spec: { mqttSettings: { keepAliveSeconds: 20, qos: 1 } } })
  await page.goto(`${url}/${instance}/endpoints/edit/shift-report`)
  const form = new Form(page, 'Edit dataflow endpoint: shift-report')
  await form.open('Advanced')
  await form.fill({ 'Keep alive': '30' })
  await form.choose('Quality of service (QoS)', '0: at most once')
  await cluster.patchEndpoint('shift-report', { spec: { mqttSettings: { keepAliveSeconds: 40 } } })
  await form.button('Apply').click()
  await page.getByRole('region', { name: 'Conflicting changes' }).waitFor()
  await leaveTable(page)
  await shot('conflict')
}

async function ugly(cluster: Cluster): Promise<void> {
  await cluster.createMqtt(longest, {
    host: `${'broker-with-a-name-that-does-not-end.'.repeat(5)}example.net:8883`,
    clientIdPrefix: 'a-prefix-that-is-much-longer-than-anybody-would-choose-',
  })
  for (let index = 0; index < 12; index++) {
    await cluster.createDataflow(`a-dataflow-with-a-rather-long-name-number-${index}`, 'default', longest)
  }
}
