/**
 * Calls `work` soon after `ask`, at once when it was quiet, and never more often than every `everyMs`. What is asked in
 * one turn of the event loop is one call. `work` is told how long the first ask has waited for it, milliseconds.
 */
export const createPacer = (
  work: (waitedMs: number) => void,
  everyMs: number,
  now: () => number = () => performance.now(),
) => {
  let last = Number.NEGATIVE_INFINITY
  let askedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = () => {
    timer = undefined
    last = now()
    work(last - askedAt)
  }
  return {
    ask: () => {
      if (timer) return
      askedAt = now()
      timer = setTimeout(run, Math.max(0, last + everyMs - askedAt))
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
