import type { Seat } from './browser.ts'

declare global {
  interface Window {
    benchFrames: { times: number[]; stop: boolean }
  }
}

const speed = 3_000
const distance = 12_000

/** A frame of a 60 Hz screen that came half a frame late or later: the eye sees it. */
export const lateMs = 16.7 * 1.5

/** Scrolls the list with the wheel, as fast as an operator who looks for something, and answers how long each frame took. */
export async function scrollFrames({ page, cdp }: Seat): Promise<number[]> {
  const region = page.getByRole('region', { name: 'Dataflow endpoints' })
  const box = await region.boundingBox()
  if (!box) throw new Error('The list is not on screen.')
  await page.evaluate(() => {
    const frames = { times: Array<number>(), stop: false }
    window.benchFrames = frames
    const tick = (time: number) => {
      frames.times.push(time)
      if (!frames.stop) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await cdp.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: -distance,
    speed,
    gestureSourceType: 'mouse',
  })
  const times = await page.evaluate(() => {
    window.benchFrames.stop = true
    return window.benchFrames.times
  })
  const scrolled = await region.evaluate((element) => element.scrollTop)
  if (scrolled < distance / 2) throw new Error(`The list was scrolled by ${scrolled} px only.`)
  return times.slice(1).map((time, at) => time - (times[at] ?? time))
}
