import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Cluster, Resource } from '../e2e/cluster.ts'
import { bareWatch } from './yardsticks/watch.ts'
import type { Plural } from './yardsticks/kubernetes.ts'

/** One change of an object, and what then ends the text of its cell. Never the same twice in succession. */
export type Change = { write: () => Promise<Resource>; shows: string }

type Cell = {
  /** The row, by how its heading begins. */
  name: string
  /** The cell, counted from 0. */
  column: number
}

declare global {
  interface Window {
    benchSeen: { text: string; at: number }[]
  }
}

/** Milliseconds from each accepted write until the browser painted it, and until the bare watch had heard of it. */
export async function changesToGlass(
  page: Page,
  cluster: Cluster,
  { plural, changes, ...cell }: Cell & { plural: Plural; changes: readonly Change[] },
): Promise<{ painted: number[]; heard: number[] }> {
  const offset = await clockOffset(page)
  await watchCell(page, cell)
  const heardAt = new Map<string | undefined, number>()
  const watch = await bareWatch(cluster, plural, ({ metadata }) => heardAt.set(metadata.resourceVersion, now()))
  const accepted: { at: number; version: string | undefined; shows: string }[] = []
  for (const [turn, { write, shows }] of changes.entries()) {
    const { metadata } = await write()
    accepted.push({ at: now(), version: metadata.resourceVersion, shows })
    // Never in step with anything that beats.
    await pause(250 + ((turn * 37) % 100))
  }
  // What has not come within this has not come.
  await pause(1_000)
  watch.stop()
  const seen = await page.evaluate(() => window.benchSeen)
  const times = { painted: Array<number>(), heard: Array<number>() }
  // One by one in their order: the same text may come again.
  for (const [turn, { at, version, shows }] of accepted.entries()) {
    const [painted, heard] = [seen[turn], heardAt.get(version)]
    if (!painted?.text.endsWith(shows) || heard === undefined)
      throw new Error(`Change ${turn} to “${shows}” was not seen; the glass showed “${painted?.text ?? 'nothing'}”.`)
    times.painted.push(painted.at - offset - at)
    times.heard.push(heard - at)
  }
  return times
}

const now = () => performance.timeOrigin + performance.now()

/** Notes each text of a cell with when it was painted. */
const watchCell = (page: Page, cell: Cell): Promise<void> =>
  page.evaluate(({ name, column }) => {
    window.benchSeen = []
    const table = document.querySelector('table')
    if (!table) throw new Error('There is no table.')
    const read = () =>
      [...table.querySelectorAll('[scope="row"]')]
        .find(({ textContent }) => textContent.startsWith(name))
        ?.closest('tr')?.children[column]?.textContent
    let last = read()
    if (last === undefined) throw new Error(`There is no row ${name}.`)
    const look = () => {
      const text = read()
      if (text === undefined || text === last) return
      last = text
      const seen = { text, at: 0 }
      window.benchSeen.push(seen)
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          seen.at = performance.timeOrigin + performance.now()
        }
        port2.postMessage(null)
      })
    }
    new MutationObserver(look).observe(table, { subtree: true, childList: true, characterData: true })
  }, cell)

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
