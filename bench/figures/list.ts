import type { Browser } from '@playwright/test'
import type { Resource } from '../../e2e/cluster.ts'
import { startPlant } from '../../e2e/plant.ts'
import { coldSeat, heapMB, launch, nodeCount, plain, slowed } from '../browser.ts'
import type { Profile } from '../browser.ts'
import type { Figure, Line, Table } from '../figure.ts'
import { portalMemory } from '../machine.ts'
import { lateMs, scrollFrames } from '../scrolling.ts'
import { spread } from '../spread.ts'
import { startList } from '../start-up.ts'
import type { ListStart } from '../start-up.ts'
import { timedGet } from '../timed-get.ts'
import { typeSearch } from '../typing.ts'
import { open } from '../yardsticks/kubernetes.ts'
import { serveTable } from '../yardsticks/table-page.ts'

const endpoints = 10_000
const getTries = 50

export const list: Figure = {
  name: 'list',
  about: `the list of ${endpoints.toLocaleString('en')} endpoints: server, start, scrolling, filtering, memory`,
  measure: async () => {
    const plant = await startPlant(endpoints)
    const browser = await launch()
    try {
      const { objects, first, whole } = await bareLists(plant.cluster)
      const table = await serveTable(objects)
      const pages = { ours: `${plant.url}/${plant.instance}/endpoints`, yardstick: table.url }
      const server = await serverTable(pages, first, whole)
      const plans: Plan[] = [
        { profile: plain, openings: 5, useYardstick: true },
        { profile: slowed, openings: 3, useYardstick: false },
      ]
      const drawn: Table[] = []
      for (const plan of plans) drawn.push(await drawnTable(browser, pages, plan))
      const memory: Line = { measure: 'memory of the portal after all this', unit: 'MB', ours: portalMemory() }
      await table.stop()
      return [{ ...server, lines: [...server.lines, memory] }, ...drawn]
    } finally {
      await browser.close()
      await plant.stop()
    }
  },
}

/** What the API server takes for the same list: no page can be filled faster from there. */
async function bareLists(cluster: Parameters<typeof open>[0]) {
  const first: number[] = []
  const whole: number[] = []
  let objects: Resource[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    const body = await open(cluster, '')
    const chunks: Buffer[] = []
    for await (const chunk of body.once('readable', () => first.push(performance.now() - started))) {
      chunks.push(chunk as Buffer)
    }
    whole.push(performance.now() - started)
    objects = (JSON.parse(Buffer.concat(chunks).toString('utf8')) as { items: Resource[] }).items
  }
  return { objects, first, whole }
}

type Pages = { ours: string; yardstick: string }

async function serverTable({ ours }: Pages, first: number[], whole: number[]): Promise<Table> {
  const page = await timedGet(ours, getTries)
  return {
    title: `The list of ${endpoints.toLocaleString('en')} endpoints: the server, one request after another`,
    yardstick: 'the API server listing the same objects to a bare client',
    lines: [
      { measure: 'first byte', unit: 'ms', ours: spread(page.first), yardstick: spread(first) },
      { measure: 'last byte', unit: 'ms', ours: spread(page.last), yardstick: spread(whole) },
    ],
  }
}

/** Openings of the page and what it is like to use it. The yardstick under the slowed profile takes minutes to use. */
type Plan = { profile: Profile; openings: number; useYardstick: boolean }

type Use = { nodes: number; heap: number; frames: number[]; letter: number[]; table: number[] }

async function drawnTable(browser: Browser, pages: Pages, { profile, openings, useYardstick }: Plan): Promise<Table> {
  // Turn by turn, so that whatever else the machine does meets both.
  const starts = { ours: Array<ListStart>(), yardstick: Array<ListStart>() }
  for (let turn = 0; turn < openings; turn += 1) {
    for (const which of ['ours', 'yardstick'] as const) {
      const { page, close } = await coldSeat(browser, profile)
      starts[which].push(await startList(page, pages[which]))
      await close()
    }
  }
  const ours = await use(browser, pages.ours, profile)
  const yardstick = useYardstick ? await use(browser, pages.yardstick, profile) : undefined
  return {
    title: `The list of ${endpoints.toLocaleString('en')} endpoints in the browser, ${profile.name}`,
    yardstick: 'one static HTML table with all the rows, no framework, nothing live',
    lines: [...startLines(starts, profile), ...useLines(ours, yardstick)],
  }
}

async function use(browser: Browser, url: string, profile: Profile): Promise<Use> {
  const seat = await coldSeat(browser, profile)
  await startList(seat.page, url)
  const nodes = await nodeCount(seat.page)
  const heap = await heapMB(seat.cdp)
  const frames = await scrollFrames(seat)
  const typed = await typeSearch(seat.page, 150 * profile.cpu)
  await seat.close()
  return { nodes, heap, frames, ...typed }
}

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

function useLines(ours: Use, yardstick: Use | undefined): Line[] {
  const line = (measure: string, unit: Line['unit'], of: (use: Use) => Line['ours'], goal?: string): Line => ({
    measure,
    unit,
    ours: of(ours),
    ...(yardstick && { yardstick: of(yardstick) }),
    ...(goal && { goal }),
  })
  return [
    line('elements in the page', 'count', ({ nodes }) => nodes, 'under 2,500'),
    line('JavaScript memory', 'MB', ({ heap }) => heap),
    line('frame while scrolling', 'ms', ({ frames }) => spread(frames)),
    line('  frames later than 25 ms', 'count', ({ frames }) => frames.filter((ms) => ms > lateMs).length),
    line('  of so many', 'count', ({ frames }) => frames.length),
    line('key to its letter on the glass', 'ms', ({ letter }) => spread(letter)),
    line('key to the filtered table', 'ms', ({ table }) => spread(table)),
  ]
}
