import { answered } from '@/components/shell/lost-answer'
import type { Failure, Result } from '@/lib/core/result'

/** How one member of a set stands. */
export type Outcome =
  | { state: 'waiting' }
  | { state: 'running' }
  | { state: 'done'; text: string }
  | { state: 'failed'; failure: Failure }
  /** Its turn never came: the run was stopped before. */
  | { state: 'not-run' }

export type SetRun = {
  /** Does one, and answers what to say of it. */
  work: (key: string) => Promise<Result<string>>
  /** How these stand now: many at once, since a set may have thousands. */
  onOutcome: (keys: readonly string[], outcome: Outcome) => void
  /** Shall what comes next not be done any more? Asked before each. */
  stopped: () => boolean
  /** Shall the first failure end it? Asked at each. */
  stopsAtFailure: () => boolean
  wait: (ms: number) => Promise<void>
}

/** More often than this a limit is no pause that passes. */
const patience = 5

/**
 * One after another, in their order: what has failed is known before the next is begun. Where the portal asks for a pause
 * (`rate-limited`) it is made, and the same member tried again.
 */
export async function runSet(
  keys: readonly string[],
  { work, onOutcome, stopped, stopsAtFailure, wait }: SetRun,
): Promise<void> {
  onOutcome(keys, { state: 'waiting' })
  for (const [at, key] of keys.entries()) {
    if (stopped()) return onOutcome(keys.slice(at), { state: 'not-run' })
    onOutcome([key], { state: 'running' })
    const result = await patiently(() => work(key), wait)
    onOutcome([key], result.ok ? { state: 'done', text: result.value } : { state: 'failed', failure: result.failure })
    if (!result.ok && stopsAtFailure()) return onOutcome(keys.slice(at + 1), { state: 'not-run' })
  }
}

async function patiently(work: () => Promise<Result<string>>, wait: SetRun['wait']): Promise<Result<string>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await answered(work(), lost)
    if (result.ok || result.failure.code !== 'rate-limited' || attempt === patience) return result
    await wait((result.failure.retryAfterSeconds ?? 1) * 1_000)
  }
}

/** The answer of an action that the network may have swallowed. */
const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether this was done.',
  next: 'Look at the list, then try again.',
}

/** How many of them stand how. */
export function countsOf(outcomes: ReadonlyMap<string, Outcome>): Record<Outcome['state'], number> {
  const counts = { waiting: 0, running: 0, done: 0, failed: 0, 'not-run': 0 }
  for (const { state } of outcomes.values()) counts[state] += 1
  return counts
}

/** Those that a new run is worth for: failed, or never begun. */
export const unfinished = (outcomes: ReadonlyMap<string, Outcome>): string[] =>
  [...outcomes].filter(([, { state }]) => state === 'failed' || state === 'not-run').map(([key]) => key)
