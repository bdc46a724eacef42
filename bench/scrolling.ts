import type { Seat } from './browser.ts'
import { watchFrames } from './frames.ts'

const speed = 3_000
const distance = 12_000

/** Scrolls the list with the wheel, as fast as an operator who looks for something, and answers how long each frame took. */
export async function scrollFrames({ page, cdp }: Seat, label: string): Promise<number[]> {
  const region = page.getByRole('region', { name: label })
  const box = await region.boundingBox()
  if (!box) throw new Error('The list is not on screen.')
  const frames = await watchFrames(page)
  await cdp.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: -distance,
    speed,
    gestureSourceType: 'mouse',
  })
  const taken = await frames()
  const scrolled = await region.evaluate((element) => element.scrollTop)
  if (scrolled < distance / 2) throw new Error(`The list was scrolled by ${scrolled} px only.`)
  return taken
}
