/** What happened to one feed between two moments, the latest per object. */
export type Gap = Map<string, { names: Set<string>; state: boolean }>

/**
 * Who changed when: the order of changes without the changes themselves. A reader is a number, its place in the
 * journal, so that a slow reader costs nothing: when it comes back it gets the current rows of all names since.
 */
export const createJournal = (capacity = 50_000) => {
  type Entry = { feed: string; name: string | null }
  const ring: Entry[] = []
  let head = 0

  return {
    /** The place after the newest entry. */
    head: () => head,

    /** A row changed or went (`name`), or the feed's own state did (`null`). */
    add: (feed: string, name: string | null) => {
      ring[head % capacity] = { feed, name }
      head += 1
    },

    /** What happened from a place on, for these feeds; nothing when the journal does not reach back that far. */
    since: (place: number, feeds: ReadonlySet<string>): Gap | undefined => {
      if (!Number.isInteger(place) || place < 0 || place > head || place < head - capacity) return undefined
      const gap: Gap = new Map()
      for (let at = place; at < head; at += 1) {
        const entry = ring[at % capacity]
        if (!entry || !feeds.has(entry.feed)) continue
        const feed = gap.get(entry.feed) ?? { names: new Set<string>(), state: false }
        if (entry.name === null) feed.state = true
        else feed.names.add(entry.name)
        gap.set(entry.feed, feed)
      }
      return gap
    },
  }
}

export type Journal = ReturnType<typeof createJournal>
