type Waiting = { begin: () => void; signal: AbortSignal }

/**
 * Lets so many pieces of work run at a time; the rest wait for their turn, in order. Whoever gives up while waiting is
 * passed over and rejects with the signal's reason.
 */
export const createTurns = (limit: number) => {
  let running = 0
  const waiting: Waiting[] = []

  const next = () => {
    while (running < limit) {
      const one = waiting.shift()
      if (!one) return
      if (one.signal.aborted) continue
      running += 1
      one.begin()
    }
  }

  return async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    await new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      waiting.push({ begin: resolve, signal })
      next()
    })
    try {
      return await work()
    } finally {
      running -= 1
      next()
    }
  }
}
