import type { Browser, Page } from '@playwright/test'
import { openNew } from '../../e2e/form.ts'
import { startPlant } from '../../e2e/plant.ts'
import { coldSeat, launch, plain } from '../browser.ts'
import type { Figure, Line } from '../figure.ts'
import { serveNextAlone } from '../yardsticks/next-alone.ts'

/** What crossed the wire for a page, in bytes as sent, which is gzip. */
type Load = { html: number; scripts: number; styles: number; later: number }

const measured = ['Runtime', 'Dataflow endpoints', 'One endpoint', 'A new endpoint, by its URL'] as const

export const bytes: Figure = {
  name: 'bytes',
  about:
    'what each page costs on the wire: JavaScript and CSS of the first load, and what the panel and the picture add',
  measure: async () => {
    const plant = await startPlant()
    const alone = await serveNextAlone()
    const browser = await launch()
    try {
      const bare = await firstLoad(browser, alone.url)
      const start = `${plant.url}/${plant.instance}`
      const pages: Record<(typeof measured)[number], string> = {
        Runtime: start,
        'Dataflow endpoints': `${start}/endpoints`,
        'One endpoint': `${start}/endpoints/default`,
        'A new endpoint, by its URL': `${start}/endpoints/new/custom-mqtt`,
      }
      const lines: Line[] = []
      for (const name of measured) lines.push(...pageLines(name, await firstLoad(browser, pages[name]), bare))
      return [
        {
          title: 'Bytes of the first load, gzip as served, cold cache',
          yardstick: 'a page with one button: Next.js and React in the same versions and nothing else',
          lines: [
            ...lines,
            ...(await panelLines(browser, pages['Dataflow endpoints'])),
            await pictureLine(browser, pages.Runtime),
          ],
        },
      ]
    } finally {
      await browser.close()
      await alone.stop()
      await plant.stop()
    }
  },
}

function pageLines(name: (typeof measured)[number], load: Load, bare: Load): Line[] {
  const isList = name === 'Dataflow endpoints'
  const code = ({ scripts, styles }: Load) => (scripts + styles) / 1000
  return [
    {
      measure: `${name}: JavaScript and CSS`,
      unit: 'kB',
      ours: code(load),
      yardstick: code(bare),
      ...(isList && { goal: 'at most 210 kB' }),
    },
    ...(isList ? [{ measure: '  of it CSS', unit: 'kB', ours: load.styles / 1000 } as const] : []),
    {
      measure: `  its HTML, with the data and styles in it`,
      unit: 'kB',
      ours: load.html / 1000,
      yardstick: bare.html / 1000,
    },
    ...(load.later > 0
      ? [{ measure: '  fetched after the page stood, while idle', unit: 'kB', ours: load.later / 1000 } as const]
      : []),
  ]
}

/** What the page itself names is its first load; what its scripts fetch afterwards came later. */
async function firstLoad(browser: Browser, url: string): Promise<Load> {
  const { page, close } = await coldSeat(browser, plain)
  const answer = await page.goto(url)
  const html = (await answer?.text()) ?? ''
  await quiet(page)
  const all = await resources(page)
  const named = all.filter(({ path }) => html.includes(path))
  const load: Load = {
    html: await page.evaluate(() => {
      const [own] = performance.getEntriesByType('navigation')
      return own instanceof PerformanceResourceTiming ? own.encodedBodySize : 0
    }),
    scripts: sum(named.filter(({ path }) => path.endsWith('.js'))),
    styles: sum(named.filter(({ path }) => path.endsWith('.css'))),
    later: sum(all.filter((one) => !named.includes(one))),
  }
  await close()
  return load
}

type Fetched = { path: string; size: number }

const resources = (page: Page): Promise<Fetched[]> =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap((entry) => {
      const { pathname } = new URL(entry.name)
      if (!(entry instanceof PerformanceResourceTiming) || !/\.(js|css)$/.test(pathname)) return []
      return [{ path: pathname, size: entry.encodedBodySize }]
    }),
  )

/** Waits until nothing was fetched for a while: idle work of the page is done. */
const quiet = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let before = -1, still = 0; still < 8;) {
      const now = performance.getEntriesByType('resource').length
      still = now === before ? still + 1 : 0
      before = now
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })

/** What the panel costs beyond the list that it opens over, and what its review costs beyond that. */
async function panelLines(browser: Browser, list: string): Promise<Line[]> {
  const { page, close } = await coldSeat(browser, plain)
  const answer = await page.goto(list)
  const html = (await answer?.text()) ?? ''
  const form = await openNew(page, 'Custom MQTT Broker')
  await form.field('Name').fill('weighed')
  await quiet(page)
  const opened = (await resources(page)).filter(({ path }) => !html.includes(path))
  await form.fill({ Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.open('Advanced')
  await form.button('Review').click()
  await page.getByRole('dialog', { name: /Review/ }).waitFor()
  await quiet(page)
  const reviewed = (await resources(page)).filter(({ path }) => !html.includes(path))
  await close()
  return [
    {
      measure: 'The panel, open: JavaScript and CSS more',
      unit: 'kB',
      ours: sum(opened) / 1000,
      goal: 'at most 110 kB',
    },
    { measure: '  its review more', unit: 'kB', ours: (sum(reviewed) - sum(opened)) / 1000 },
  ]
}

/** What the picture of the bridges costs beyond the overview that it is opened on. */
async function pictureLine(browser: Browser, runtime: string): Promise<Line> {
  const { page, close } = await coldSeat(browser, plain)
  await page.goto(runtime)
  await quiet(page)
  const before = sum(await resources(page))
  await page.getByRole('button', { name: 'Picture' }).click()
  await page.getByRole('application', { name: 'Picture of the bridges' }).getByRole('link').first().waitFor()
  await quiet(page)
  const after = sum(await resources(page))
  await close()
  return { measure: 'The picture, open: JavaScript and CSS more', unit: 'kB', ours: (after - before) / 1000 }
}

const sum = (fetched: readonly Fetched[]): number => fetched.reduce((total, { size }) => total + size, 0)
