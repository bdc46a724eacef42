import type { Page } from '@playwright/test'
import { watchFrames } from './frames.ts'

export type Typed = {
  /** From each key to the frame that shows its letter. */
  letter: number[]
  /** From each key to the frame after which the table stood still. */
  table: number[]
  /** How long each frame took meanwhile. */
  frames: number[]
}

declare global {
  interface Window {
    benchKeys: { pressed: number; letter?: number; table?: number }[]
  }
}

/** Every letter narrows the list further. */
const text = '09876'

/** Types a search letter by letter, each after the one before has settled, and takes it back again. */
export async function typeSearch(page: Page, settleMs: number): Promise<Typed> {
  const field = page.getByRole('searchbox')
  await field.click()
  await page.evaluate(() => {
    const keys: Window['benchKeys'] = []
    window.benchKeys = keys
    const afterFrame = (then: (now: number) => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => then(performance.now())
        port2.postMessage(null)
      })
    addEventListener('keydown', ({ timeStamp }) => keys.push({ pressed: timeStamp }), { capture: true })
    addEventListener(
      'input',
      () => {
        const key = keys.at(-1)
        afterFrame((now) => key && (key.letter = now))
      },
      { capture: true },
    )
    const table = document.querySelector('table')
    if (!table) throw new Error('There is no table.')
    new MutationObserver(() => {
      const key = keys.at(-1)
      afterFrame((now) => key && (key.table = now))
    }).observe(table, { subtree: true, childList: true, attributes: true, characterData: true })
  })
  const frames = await watchFrames(page)
  for (const key of [...text, ...Array.from(text, () => 'Backspace')]) {
    await page.keyboard.press(key)
    await page.waitForTimeout(settleMs)
  }
  const taken = await frames()
  const keys = await page.evaluate(() => window.benchKeys)
  return {
    letter: keys.flatMap(({ pressed, letter }) => (letter === undefined ? [] : [letter - pressed])),
    table: keys.flatMap(({ pressed, table }) => (table === undefined ? [] : [table - pressed])),
    frames: taken,
  }
}
