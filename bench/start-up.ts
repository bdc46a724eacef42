import type { Page } from '@playwright/test'

/** How a page came up, in milliseconds since the navigation began. */
export type StartUp = {
  firstPaint: number
  largestPaint: number
  /** What every task on the main thread took beyond 50 ms, added up until the page stood. */
  blocked: number
}

/** How a page with a list came up. */
export type ListStart = StartUp & {
  firstRow: number
  /** The browser knows all rows, those too that it does not draw, and hears of changes. */
  wholeList: number
}

declare global {
  interface Window {
    benchMarks: { firstRow?: number; wholeList?: number }
  }
}

/** To run before any script of the page: notes when the first row of a table is painted, and when all rows are known. */
function watchRows(): void {
  const marks: Window['benchMarks'] = {}
  window.benchMarks = marks
  const note = (key: keyof typeof marks) => {
    // Posted in a frame's callback, a message arrives when that frame is done.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      marks[key] ??= performance.now()
    }
    port2.postMessage(null)
  }
  const look = () => {
    const row = document.querySelector('tbody [scope="row"]')
    if (row && marks.firstRow === undefined && row.getBoundingClientRect().top < innerHeight) note('firstRow')
    // The filter's entries carry their counts, of endpoints as soon as all rows have arrived; a static page says nothing of
    // being live.
    const option = document.querySelector('select[aria-label^="Filter by "] option:nth-child(2)')
    const live = document.querySelector('[aria-label="Freshness"]')?.textContent ?? 'Live'
    if (option && /\(\d/.test(option.textContent) && live === 'Live') note('wholeList')
    if (marks.firstRow === undefined || marks.wholeList === undefined) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Opens a page and waits until its list is whole. */
export async function startList(page: Page, url: string): Promise<ListStart> {
  await page.addInitScript(watchRows)
  await page.goto(url)
  await page.waitForFunction(
    () => window.benchMarks.firstRow !== undefined && window.benchMarks.wholeList !== undefined,
  )
  const { firstRow = 0, wholeList = 0 } = await page.evaluate(() => window.benchMarks)
  return { ...(await startOf(page)), firstRow, wholeList }
}

/** Opens a page without a list. */
export async function startPlain(page: Page, url: string): Promise<StartUp> {
  await page.goto(url)
  return startOf(page)
}

const startOf = (page: Page): Promise<StartUp> =>
  page.evaluate(async () => {
    const entries = (type: string): Promise<PerformanceEntry[]> =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()))
        observer.observe({ type, buffered: true })
        // Without a single entry the observer stays silent.
        setTimeout(() => resolve([]), 500)
      })
    const tasks = await entries('longtask')
    return {
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      largestPaint: (await entries('largest-contentful-paint')).at(-1)?.startTime ?? 0,
      blocked: tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    }
  })
