import { chromium } from '@playwright/test'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { browserPath } from '../scripts/browser.ts'

/** How slow the operator's machine and line are made. */
export type Profile = {
  name: string
  /** The processor counts for this many times less. */
  cpu: number
  line?: { megabits: number; latencyMs: number }
}

/** This machine as it is. */
export const plain: Profile = { name: 'as it is', cpu: 1 }

/** A modest laptop on a thin line; the profile that other products were measured with. */
export const slowed: Profile = {
  name: 'slowed: CPU 4×, 10 Mbit/s, 40 ms',
  cpu: 4,
  line: { megabits: 10, latencyMs: 40 },
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] })

export type Seat = { page: Page; cdp: CDPSession; close: () => Promise<void> }

/** A window of a browser that has never been here: empty cache, no cookies. */
export async function coldSeat(browser: Browser, { cpu, line }: Profile): Promise<Seat> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Performance.enable')
  if (cpu !== 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  if (line) {
    const throughput = (line.megabits * 1_000_000) / 8
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latencyMs,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    })
  }
  return { page, cdp, close: () => context.close() }
}

/** Memory of the page's JavaScript after a collection, in MB. */
export async function heapMB(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 2 ** 20
}

export const nodeCount = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length)
