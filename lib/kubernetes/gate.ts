/**
 * Lets at most `width` callers through at a time, the others in the order they came. So a burst of calls neither opens
 * a socket per call nor crowds out other clients of the API server. `later` hands a place on; a connection is free for
 * the next call only some moments after the answer was read.
 */
export const createGate = (width: number, later: (work: () => void) => void = (work) => work()) => {
  let free = width
  const waiting: (() => void)[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      later(leave)
    }
  }
}
