import { setTimeout as wait } from 'node:timers/promises'

/** How quickly reports travel. */
export interface Timing {
  /** A pod collects changes for so long before it writes them. */
  collectMs: number
  /** A report without news is written again after this time. */
  refreshMs: number
  /** The operator looks at reports so often; 0: whenever one has changed. */
  pollMs: number
}

/** The sandbox is in a hurry: a change is reported at once, and its age is refreshed every ten seconds. */
export const QUICK: Timing = { collectMs: 50, refreshMs: 10_000, pollMs: 0 }

/** As Azure IoT Operations does it ("Health status reporting"): pods write about once a minute, the operator reads about once a minute. */
export const LIKE_AIO: Timing = { collectMs: 60_000, refreshMs: 60_000, pollMs: 60_000 }

/** An API server that hangs must not hold up a pod that ends. */
const PATIENCE_MS = 1_000

/** Waits for the work, but no longer than a pod that ends may take for it. */
export const briefly = async (work: readonly Promise<unknown>[]): Promise<void> => {
  const timer = new AbortController()
  await Promise.race([
    Promise.allSettled(work),
    wait(PATIENCE_MS, undefined, { signal: timer.signal }).catch(() => undefined),
  ])
  timer.abort()
}
