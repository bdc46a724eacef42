/**
 * Code that a page fetches later, for `dynamic`: once, however often it is asked for. The portal may be away just then,
 * restarted for an update above all: the fetch is made again until it succeeds, and the page goes on meanwhile. One that
 * fails for good would take the whole page down, with all that was typed in it.
 */
export const late = <T>(load: () => Promise<T>, wait: (ms: number) => Promise<void> = passed): (() => Promise<T>) => {
  let code: Promise<T> | undefined
  return () => (code ??= untilThere(load, wait))
}

async function untilThere<T>(load: () => Promise<T>, wait: (ms: number) => Promise<void>): Promise<T> {
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      return await load()
    } catch {
      // Why does not matter: whatever it was, the page has nothing better to do than to ask again.
      await wait(pause)
    }
  }
}

const firstPauseMs = 500
const longestPauseMs = 8_000

const passed = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
