import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import type { Cluster } from '../../e2e/cluster.ts'
import { freshness, row } from '../../e2e/form.ts'
import { startPlant } from '../../e2e/plant.ts'
import { coldSeat, launch, plain } from '../browser.ts'
import type { Figure, Table } from '../figure.ts'
import { beyond, spread } from '../spread.ts'
import { bareClient } from '../yardsticks/kubernetes.ts'
import { bareWatch } from '../yardsticks/watch.ts'

const tries = 100
const sizes = [0, 10_000]

/** Sorts to the top, so that it is in sight however long the list is. */
const name = 'a-watched-one'

export const glass: Figure = {
  name: 'glass',
  about: 'a change that the API server took, until it stands in an open browser',
  measure: async () => {
    const browser = await launch()
    try {
      const tables: Table[] = []
      for (const size of sizes) tables.push(await changeToGlass(browser, size))
      return tables
    } finally {
      await browser.close()
    }
  },
}

async function changeToGlass(browser: Browser, size: number): Promise<Table> {
  const plant = await startPlant(size)
  try {
    await plant.cluster.createMqtt(name)
    const { page, close } = await coldSeat(browser, plain)
    await page.goto(`${plant.url}/${plant.instance}/endpoints`)
    await freshness(page).getByText('Live').waitFor()
    await row(page, name).waitFor()
    const { painted, heard } = await changes(page, plant.cluster)
    await close()
    return {
      title: `From the cluster to the glass, ${size === 0 ? 'a plant as it comes' : `${size.toLocaleString('en')} endpoints`}`,
      yardstick: 'a bare watch client that parses the line',
      lines: [
        {
          measure: 'write accepted until seen',
          unit: 'ms',
          ours: spread(painted),
          yardstick: spread(heard),
          goal: 'p95 at most 150 ms',
        },
        { measure: '  more than the bare watch', unit: 'ms', ours: beyond(painted, heard), goal: 'p95 at most 50 ms' },
      ],
    }
  } finally {
    await plant.stop()
  }
}

declare global {
  interface Window {
    benchSeen: Record<string, number>
  }
}

/** Milliseconds from each accepted write until the browser painted it, and until the bare watch had heard of it. */
async function changes(page: Page, cluster: Cluster): Promise<{ painted: number[]; heard: number[] }> {
  const offset = await clockOffset(page)
  await watchCell(page)
  const heardAt = new Map<unknown, number>()
  const watch = await bareWatch(cluster, ({ metadata, spec }) => {
    if (metadata.name === name) heardAt.set((spec.mqttSettings as { host: string }).host, now())
  })
  const client = bareClient(cluster)
  const accepted = new Map<string, number>()
  for (let turn = 0; turn < tries; turn += 1) {
    const host = `broker-${turn}.example.net:8883`
    await client.patch(name, { spec: { mqttSettings: { host } } })
    accepted.set(host, now())
    // Never in step with anything that beats.
    await pause(200 + ((turn * 37) % 100))
  }
  watch.stop()
  const seen = await page.evaluate(() => window.benchSeen)
  const times = { painted: Array<number>(), heard: Array<number>() }
  for (const [host, at] of accepted) {
    const [painted, heard] = [seen[host], heardAt.get(host)]
    if (painted === undefined || heard === undefined) throw new Error(`The change to ${host} was never seen.`)
    times.painted.push(painted - offset - at)
    times.heard.push(heard - at)
  }
  return times
}

const now = () => performance.timeOrigin + performance.now()

/** Notes when each value of the row's host was first painted. */
const watchCell = (page: Page): Promise<void> =>
  page.evaluate((label) => {
    window.benchSeen = {}
    const table = document.querySelector('table')
    if (!table) throw new Error('There is no table.')
    const look = () => {
      const link = [...table.querySelectorAll('[scope="row"]')].find(({ textContent }) => textContent.startsWith(label))
      const host = link?.closest('tr')?.children[2]?.textContent
      if (host === undefined || window.benchSeen[host] !== undefined) return
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          window.benchSeen[host] ??= performance.timeOrigin + performance.now()
        }
        port2.postMessage(null)
      })
    }
    new MutationObserver(look).observe(table, { subtree: true, childList: true, characterData: true })
  }, name)

/** How far the browser's clock is ahead of ours, from the quickest of several questions. */
async function clockOffset(page: Page): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, offset: 0 }
  for (let turn = 0; turn < 30; turn += 1) {
    const asked = now()
    const theirs = await page.evaluate(() => performance.timeOrigin + performance.now())
    const took = now() - asked
    if (took < best.took) best = { took, offset: theirs - (asked + took / 2) }
  }
  return best.offset
}
