/**
 * Calls `work` soon after `ask`, at once when it was quiet, and never more often than every `everyMs`. What is asked in
 * one turn of the event loop is one call.
 */
export const createPacer = (work: () => void, everyMs: number, now: () => number = () => performance.now()) => {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = () => {
    timer = undefined
    last = now()
    work()
  }
  return {
    ask: () => {
      timer ??= setTimeout(run, Math.max(0, last + everyMs - now()))
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
