import type { Bridge, SideName } from './bridge'
import type { EventRow } from './event'
import type { Timeline, TimelineEntry } from './timeline'
import { changesOf, eventEntry } from './timeline-entries'

/** How much is kept. Times in milliseconds. */
export type TimelineBounds = {
  /** Entries of one bridge, and of all together. */
  mostOfOne: number
  mostOfAll: number
  mostEvents: number
  /** How long the past of a deleted dataflow is kept. */
  forgetAfterMs: number
  mostDeleted: number
}

export const usualBounds: TimelineBounds = {
  mostOfOne: 100,
  mostOfAll: 60_000,
  mostEvents: 2_000,
  forgetAfterMs: 3_600_000,
  mostDeleted: 1_000,
}

/** However many bridges there are, each has the latest of its past. */
const leastOfOne = 4

type Past = { bridge: Bridge; entries: TimelineEntry[]; shortened: boolean; goneAt?: number }

/**
 * The past of all bridges of an instance, in bounded memory. Given the bridges again and again it notes what changed from
 * one time to the next; of what was before it began it knows what the cluster still tells.
 */
export const createTimelineStore = (watchedSince: number, bounds: TimelineBounds = usualBounds) => {
  const pasts = new Map<string, Past>()
  const events = new Map<string, EventRow>()

  const note = (past: Past, entries: readonly TimelineEntry[], most: number) => {
    if (entries.length === 0 && past.entries.length <= most) return
    past.entries.push(...entries)
    past.entries.sort(oldestFirst)
    const over = past.entries.length - most
    if (over <= 0) return
    past.entries.splice(0, over)
    past.shortened = true
  }

  const forget = (at: number) => {
    const gone = [...pasts].filter(([, { goneAt }]) => goneAt !== undefined)
    const tooMany = gone.length - bounds.mostDeleted
    gone
      .sort(([, one], [, other]) => (one.goneAt ?? 0) - (other.goneAt ?? 0))
      .forEach(([name, { goneAt = 0 }], place) => {
        if (place < tooMany || at - goneAt > bounds.forgetAfterMs) pasts.delete(name)
      })
  }

  return {
    /** The bridges as they are at `at`, epoch milliseconds: all there are. Equal objects cost nothing. */
    update: (bridges: readonly Bridge[], at: number) => {
      const most = Math.max(
        leastOfOne,
        Math.min(bounds.mostOfOne, Math.floor(bounds.mostOfAll / (bridges.length || 1))),
      )
      const names = new Set<string>()
      for (const bridge of bridges) {
        names.add(bridge.name)
        const known = pasts.get(bridge.name)
        if (known && known.bridge.uid === bridge.uid) {
          known.goneAt = undefined
          if (known.bridge !== bridge) note(known, changesOf(known.bridge, bridge, at, latestOf(known.entries)), most)
          known.bridge = bridge
        } else {
          // Another dataflow of the same name has a past of its own.
          const past: Past = { bridge, entries: [], shortened: false }
          note(past, changesOf(undefined, bridge, at), most)
          pasts.set(bridge.name, past)
        }
      }
      for (const [name, past] of pasts) if (!names.has(name)) past.goneAt ??= at
      forget(at)
    },

    /** What the cluster tells of an event, first or again. It is kept when the cluster has long forgotten it. */
    event: (row: EventRow) => {
      events.delete(row.name)
      events.set(row.name, row)
      if (events.size <= bounds.mostEvents) return
      const [oldest] = events.keys()
      if (oldest !== undefined) events.delete(oldest)
    },

    /** The past of a bridge, newest first; nothing when there never was one of that name, or it is forgotten. */
    of: (name: string): Timeline | undefined => {
      const past = pasts.get(name)
      if (!past) return undefined
      const told = [...events.values()].flatMap((row) => eventEntry(past.bridge, row) ?? [])
      const entries = [...past.entries, ...told].sort(oldestFirst).reverse()
      const over = entries.length > bounds.mostOfOne
      return { entries: entries.slice(0, bounds.mostOfOne), watchedSince, shortened: past.shortened || over }
    },

    size: () => pasts.size,
  }
}

const latestOf = (entries: readonly TimelineEntry[]) => {
  const latest = (side: SideName) => entries.findLast((entry) => entry.side === side)?.at
  return { source: latest('source'), destination: latest('destination') }
}

const oldestFirst = (one: TimelineEntry, other: TimelineEntry) => one.at - other.at
