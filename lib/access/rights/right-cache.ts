import { success } from '@/lib/core/result'
import type { Result } from '@/lib/core/result'

/** What the cluster said, and when it was asked: milliseconds of the cache's own clock. */
export type Verdict = { allowed: boolean; askedAt: number }

/** How old an answer may be to be good enough, milliseconds. Nothing is remembered for longer than it was asked for. */
export type Ages = { allowed: number; denied: number }

type Shelf = {
  verdicts: Map<string, Verdict & { turn: number }>
  asking: Map<string, { askedAt: number; answer: Promise<Result<Verdict>> }>
}

/**
 * Remembers what the cluster allows to whom, so that a page costs one review per kind and minute and not one per look.
 *
 * - What one person was answered is never told to another: each has a shelf of their own, by `who`.
 * - The age of an answer counts from when it was asked for, not from when it came.
 * - Who asks while the same question is on its way gets its answer; who asks for a fresh one gets one that was asked
 *   afterwards. A late answer to an earlier question never replaces the answer to a later one.
 * - A failure is no answer: nobody is let in by it, and it is not remembered.
 * - The shelves of those who have not been here for longest go when there are more than `most`.
 *
 * `now` must not jump with the clock on the wall, or old rights would come back with it.
 */
export const createRightCache = (now: () => number = () => performance.now(), most = 2_000) => {
  const shelves = new Map<string, Shelf>()
  let turns = 0

  const shelfOf = (who: string): Shelf => {
    const shelf = shelves.get(who) ?? { verdicts: new Map(), asking: new Map() }
    // Taken out and put back: the map's order is who was here last.
    shelves.delete(who)
    shelves.set(who, shelf)
    const [longestAgo] = shelves.keys()
    if (shelves.size > most && longestAgo !== undefined) shelves.delete(longestAgo)
    return shelf
  }

  return {
    /** The answer to `what`, not older than `ages` say; else `ask` is asked. */
    look: (who: string, what: string, ages: Ages, ask: () => Promise<Result<boolean>>): Promise<Result<Verdict>> => {
      const { verdicts, asking } = shelfOf(who)
      const known = verdicts.get(what)
      if (known && now() - known.askedAt < (known.allowed ? ages.allowed : ages.denied)) {
        return Promise.resolve(success({ allowed: known.allowed, askedAt: known.askedAt }))
      }
      const running = asking.get(what)
      if (running && now() - running.askedAt < ages.allowed) return running.answer
      const askedAt = now()
      const turn = (turns += 1)
      const answer = ask().then((answered): Result<Verdict> => {
        if (!answered.ok) return answered
        const verdict = { allowed: answered.value, askedAt }
        if (turn > (verdicts.get(what)?.turn ?? 0)) verdicts.set(what, { ...verdict, turn })
        return success(verdict)
      })
      asking.set(what, { askedAt, answer })
      const done = () => {
        if (asking.get(what)?.answer === answer) asking.delete(what)
      }
      answer.then(done, done)
      return answer
    },

    /** Everything that somebody was answered is asked anew, what is on its way included. */
    forget: (who: string): void => void shelves.delete(who),

    size: () => shelves.size,
  }
}
