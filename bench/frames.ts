import type { Page } from '@playwright/test'

declare global {
  interface Window {
    benchFrames: { times: number[]; stop: boolean }
  }
}

/** A frame of a 60 Hz screen that came half a frame late or later: the eye sees it. */
export const lateMs = 16.7 * 1.5

/** Notes each frame of the page from now on. The answer ends that and tells how long each took, in milliseconds. */
export async function watchFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const frames = { times: Array<number>(), stop: false }
    window.benchFrames = frames
    const tick = (time: number) => {
      frames.times.push(time)
      if (!frames.stop) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  return async () => {
    const times = await page.evaluate(() => {
      window.benchFrames.stop = true
      return window.benchFrames.times
    })
    return times.slice(1).map((time, at) => time - (times[at] ?? time))
  }
}
