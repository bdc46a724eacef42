import type { Page } from '@playwright/test'

declare global {
  interface Window {
    benchPicture: { pressed: number; drawn: number }
  }
}

/**
 * To run before any script of the page: notes when the picture was last painted anew once all its lines and signs were
 * there. Opening counts from the press, or from the start of the page where nothing was pressed.
 */
function watchDrawing(bridges: number): void {
  const marks: Window['benchPicture'] = { pressed: 0, drawn: 0 }
  window.benchPicture = marks
  addEventListener('click', ({ timeStamp }) => (marks.pressed = timeStamp), { capture: true })
  const look = () => {
    const picture = document.querySelector('[role="application"]')
    const enough =
      picture &&
      picture.querySelectorAll('path[id^="line "]').length >= bridges &&
      // A sign for each line, and endpoints that stand where they belong.
      picture.querySelectorAll('a, button').length >= bridges &&
      ![...picture.querySelectorAll('.react-flow__node')].some(
        (node) => node instanceof HTMLElement && node.style.visibility === 'hidden',
      )
    if (!enough) return
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => (marks.drawn = performance.now())
      port2.postMessage(null)
    })
  }
  new MutationObserver((changes) => {
    const picture = document.querySelector('[role="application"]')
    if (picture && changes.some(({ target }) => picture.contains(target) || target.contains(picture))) look()
  }).observe(document, { subtree: true, childList: true, attributes: true })
}

/** Presses “Picture” and answers after how many milliseconds the picture had been drawn and stood still. */
export async function drawnAfter(page: Page, bridges: number): Promise<number> {
  await page.evaluate(watchDrawing, bridges)
  await page.getByRole('button', { name: 'Picture', exact: true }).click()
  return drawn(page)
}

/** Opens a page that shows the picture at once and answers the same, since the navigation began. */
export async function watchPicture(page: Page, url: string, bridges: number): Promise<number> {
  await page.addInitScript(watchDrawing, bridges)
  await page.goto(url)
  return drawn(page)
}

/** Nothing changes in a picture that stands still. Milliseconds. */
const still = 1_000

async function drawn(page: Page): Promise<number> {
  await page.waitForFunction(
    (rest) => window.benchPicture.drawn > 0 && performance.now() > window.benchPicture.drawn + rest,
    still,
  )
  const { pressed, drawn: at } = await page.evaluate(() => window.benchPicture)
  return at - pressed
}
