import type { Browser } from '@playwright/test'
import type { Resource } from '../e2e/cluster.ts'
import { startPlant } from '../e2e/plant.ts'
import type { PlantOptions } from '../e2e/plant.ts'
import { coldSeat, heapMB, launch, nodeCount, plain, slowed } from './browser.ts'
import type { Profile } from './browser.ts'
import type { Figure, Line, Table } from './figure.ts'
import { lateMs } from './frames.ts'
import { portalMemory } from './machine.ts'
import { scrollFrames } from './scrolling.ts'
import { spread } from './spread.ts'
import { startList } from './start-up.ts'
import type { ListStart } from './start-up.ts'
import { timedGet } from './timed-get.ts'
import { typeSearch } from './typing.ts'
import { open } from './yardsticks/kubernetes.ts'
import type { Plural } from './yardsticks/kubernetes.ts'
import { serveBareList } from './yardsticks/bare-list.ts'
import { serveTable } from './yardsticks/table-page.ts'

const size = 10_000
const getTries = 50

/** A screen with a table that stays quick however long it is. */
export type LongList = {
  figure: string
  /** What the tables call it. */
  title: string
  path: string
  /** The label of the region that scrolls. */
  region: string
  /** What it shows, in the cluster. */
  plural: Plural
  /** What it shows of one of them, the name first: the yardsticks show the same. */
  cells: (object: Resource) => string[]
  /** In pixels. */
  rowHeight: number
  /** What the plant has besides endpoints. */
  plant?: PlantOptions
}

/** How a long list fares: server, start, scrolling, filtering, memory. */
export const longListFigure = (list: LongList): Figure => ({
  name: list.figure,
  about: `${list.title}: server, start, scrolling, filtering, memory`,
  measure: async () => {
    const plant = await startPlant(size, list.plant)
    const browser = await launch()
    try {
      const { objects, first, whole } = await bareLists(plant.cluster, list.plural)
      const shown = { region: list.region, rows: objects.map(list.cells), rowHeight: list.rowHeight }
      const table = await serveTable(shown)
      const bare = await serveBareList(shown)
      const ours = `${plant.url}/${plant.instance}${list.path}`
      const tables = [await serverTable(list, ours, first, whole)]
      for (const profile of [plain, slowed]) {
        tables.push(await startTable(browser, list, { ours, yardstick: table.url }, profile))
        tables.push(await framesTable(browser, list, { ours, yardstick: bare.url }, profile))
      }
      await table.stop()
      await bare.stop()
      const memory: Line = { measure: 'memory of the portal after all this', unit: 'MB', ours: portalMemory() }
      return tables.map((one, at) => (at === 0 ? { ...one, lines: [...one.lines, memory] } : one))
    } finally {
      await browser.close()
      await plant.stop()
    }
  },
})

/** What the API server takes for the same list: no page can be filled faster from there. */
async function bareLists(cluster: Parameters<typeof open>[0], plural: Plural) {
  const first: number[] = []
  const whole: number[] = []
  let objects: Resource[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    const body = await open(cluster, plural)
    const chunks: Buffer[] = []
    for await (const chunk of body.once('readable', () => first.push(performance.now() - started))) {
      chunks.push(chunk as Buffer)
    }
    whole.push(performance.now() - started)
    objects = (JSON.parse(Buffer.concat(chunks).toString('utf8')) as { items: Resource[] }).items
  }
  return { objects, first, whole }
}

async function serverTable({ title }: LongList, ours: string, first: number[], whole: number[]): Promise<Table> {
  const page = await timedGet(ours, getTries)
  return {
    title: `${title}: the server, one request after another`,
    yardstick: 'the API server listing the same objects to a bare client',
    lines: [
      { measure: 'first byte', unit: 'ms', ours: spread(page.first), yardstick: spread(first) },
      { measure: 'last byte', unit: 'ms', ours: spread(page.last), yardstick: spread(whole) },
    ],
  }
}

type Pages = { ours: string; yardstick: string }

const which = ['ours', 'yardstick'] as const

async function startTable(browser: Browser, { title }: LongList, pages: Pages, profile: Profile): Promise<Table> {
  // Turn by turn, so that whatever else the machine does meets both.
  const starts = { ours: Array<ListStart>(), yardstick: Array<ListStart>() }
  for (let turn = 0; turn < (profile.cpu > 1 ? 3 : 5); turn += 1) {
    for (const one of which) {
      const { page, close } = await coldSeat(browser, profile)
      starts[one].push(await startList(page, pages[one]))
      await close()
    }
  }
  const weight = { ours: await weigh(browser, pages.ours), yardstick: await weigh(browser, pages.yardstick) }
  return {
    title: `${title} comes up in the browser, ${profile.name}`,
    yardstick: 'one static HTML table with all the rows, no framework, nothing live',
    lines: [
      ...startLines(starts, profile),
      {
        measure: 'elements in the page',
        unit: 'count',
        ours: weight.ours.nodes,
        yardstick: weight.yardstick.nodes,
        goal: 'under 2,500',
      },
      { measure: 'JavaScript memory', unit: 'MB', ours: weight.ours.heap, yardstick: weight.yardstick.heap },
    ],
  }
}

async function weigh(browser: Browser, url: string) {
  const seat = await coldSeat(browser, plain)
  await startList(seat.page, url)
  const weight = { nodes: await nodeCount(seat.page), heap: await heapMB(seat.cdp) }
  await seat.close()
  return weight
}

type Use = { scrolling: number[]; typing: number[]; letter: number[]; table: number[] }

async function framesTable(
  browser: Browser,
  { title, region }: LongList,
  pages: Pages,
  profile: Profile,
): Promise<Table> {
  const uses = { ours: Array<Use>(), yardstick: Array<Use>() }
  for (let turn = 0; turn < 3; turn += 1) {
    for (const one of which) {
      const seat = await coldSeat(browser, profile)
      await startList(seat.page, pages[one])
      // An operator does not scroll in the very moment in which the page has come up.
      await seat.page.waitForTimeout(1_000 * profile.cpu)
      const scrolling = await scrollFrames(seat, region)
      const { frames, ...typed } = await typeSearch(seat.page, 150 * profile.cpu)
      uses[one].push({ scrolling, typing: frames, ...typed })
      await seat.close()
    }
  }
  const all = (key: keyof Use) => ({
    ours: uses.ours.flatMap((use) => use[key]),
    yardstick: uses.yardstick.flatMap((use) => use[key]),
  })
  return {
    title: `${title} in use, ${profile.name}`,
    yardstick: 'the same list drawn in part by a bare script, its rows used over and over',
    lines: [
      ...frameLines('scrolling', all('scrolling')),
      ...frameLines('filtering', all('typing')),
      keyLine('key to its letter on the glass', all('letter')),
      keyLine('key to the filtered table', all('table')),
    ],
  }
}

type Both = { ours: number[]; yardstick: number[] }

const late = (frames: readonly number[]) => frames.filter((ms) => ms > lateMs).length

const frameLines = (doing: string, { ours, yardstick }: Both): Line[] => [
  { measure: `frame while ${doing}`, unit: 'ms', ours: spread(ours), yardstick: spread(yardstick) },
  { measure: '  frames later than 25 ms', unit: 'count', ours: late(ours), yardstick: late(yardstick) },
  { measure: '  of so many', unit: 'count', ours: ours.length, yardstick: yardstick.length },
]

const keyLine = (measure: string, { ours, yardstick }: Both): Line => ({
  measure,
  unit: 'ms',
  ours: spread(ours),
  yardstick: spread(yardstick),
})

function startLines(starts: { ours: ListStart[]; yardstick: ListStart[] }, { cpu }: Profile): Line[] {
  const line = (key: keyof ListStart, measure: string, goal?: string): Line => ({
    measure,
    unit: 'ms',
    ours: spread(starts.ours.map((one) => one[key])),
    yardstick: spread(starts.yardstick.map((one) => one[key])),
    // The goal was set for the slowed profile.
    ...(goal && cpu > 1 && { goal }),
  })
  return [
    line('firstPaint', 'first contentful paint'),
    line('firstRow', 'first row painted', 'at most 1,500 ms'),
    line('wholeList', 'all rows known to the browser, and live'),
    line('blocked', 'blocking time until then'),
  ]
}
