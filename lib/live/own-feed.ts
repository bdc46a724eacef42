import type { Instance } from '@/lib/kubernetes/instance'
import type { OwnFeed, OwnRows } from './projection'
import type { Freshness, LiveRow } from './protocol'
import type { ReadableFeed } from './reader-frames'

/** A page that is loaded again, or a stream that was cut, is back long before this. */
const lingerMs = 60_000

/**
 * An own feed on the server. `changed` hears which row changed, or `null` when the feed's own state did. Readers are
 * counted with `enter` and `leave`: without any, nothing is made.
 */
export const createOwnFeed = (
  { feed, run }: OwnFeed,
  instance: Instance,
  changed: (name: string | null) => void,
  now: () => number = Date.now,
) => {
  const rows = new Map<string, LiveRow>()
  let complete = false
  let freshness: Freshness = { state: 'loading', since: now() }
  let readers = 0
  let end: (() => void) | undefined
  let lingering: ReturnType<typeof setTimeout> | undefined

  const begin = () => {
    let running = true
    /** What this run has put so far: once it is complete, rows that only an earlier run knew are gone. */
    let put: Set<string> | undefined = new Set()
    const only =
      <Arguments extends unknown[]>(work: (...given: Arguments) => void) =>
      (...given: Arguments) => {
        if (running) work(...given)
      }
    const writer: OwnRows = {
      put: only((row) => {
        put?.add(row.name)
        rows.set(row.name, row)
        changed(row.name)
      }),
      remove: only((name) => {
        if (rows.delete(name)) changed(name)
      }),
      complete: only(() => {
        if (put) for (const name of [...rows.keys()]) if (!put.has(name) && rows.delete(name)) changed(name)
        put = undefined
        if (complete) return
        complete = true
        changed(null)
      }),
      freshness: only((next) => {
        const news = next.state !== freshness.state || reasonOf(next) !== reasonOf(freshness)
        freshness = next
        // That it is still live is said with every heartbeat.
        if (news) changed(null)
      }),
    }
    const stop = run(instance, writer)
    end = () => {
      running = false
      end = undefined
      stop()
    }
  }

  const stop = () => {
    clearTimeout(lingering)
    end?.()
  }

  return {
    readable: {
      name: feed,
      key: feed,
      rows,
      isComplete: () => complete,
      freshness: () => freshness,
    } satisfies ReadableFeed,
    enter: () => {
      readers += 1
      clearTimeout(lingering)
      if (!end) begin()
    },
    leave: () => {
      readers -= 1
      if (readers === 0) lingering = setTimeout(stop, lingerMs)
    },
    stop,
  }
}

const reasonOf = (freshness: Freshness): string | undefined => ('reason' in freshness ? freshness.reason : undefined)
