import { packed } from './frames'
import { gapFrames, placeOf, type Readable, resumeFrames, snapshotFrames, switchFrames } from './reader-frames'

/** Where a subscription writes to. */
export type Sink = {
  /** How much may be written before the reader has to catch up; zero or less means wait. */
  room: () => number
  write: (text: string) => void
  /** The reader fell too far behind: end it. */
  drop: () => void
}

/** A reader that has not made room for so long is not reading. */
const patienceMs = 30_000

/**
 * One reader of the live stream. It is a place in the journal plus, while a snapshot is on its way, the rest of it: a
 * slow reader costs no memory, and gets the latest of each object when it has caught up.
 */
export const subscription = (first: Readable, sink: Sink, lastEventId: string | null, now: () => number = Date.now) => {
  let source = first
  let feeds = keysOf(source)
  let pending: Iterator<string> | undefined
  let place = source.journal.head()
  let stuckSince: number | undefined

  const startOver = () => {
    place = source.journal.head()
    pending = snapshotFrames(source)
  }

  const resumed = placeOf(source.boot, lastEventId)
  if (resumed !== undefined && source.journal.since(resumed, feeds)) {
    place = resumed
    pending = packed(resumeFrames(source, resumed))[Symbol.iterator]()
  } else startOver()

  /** Writes what there is room for. */
  const drain = () => {
    while (pending && sink.room() > 0) {
      const next = pending.next()
      if (next.done) pending = undefined
      else sink.write(next.value)
    }
    if (sink.room() > 0) stuckSince = undefined
    else stuckSince ??= now()
  }

  /** Sends what is new since the last time. Called at the hub's pace, so that a storm makes few batches. */
  const advance = () => {
    drain()
    if (pending || sink.room() <= 0) return
    const head = source.journal.head()
    if (head === place) return
    const batch = batchOf(source, feeds, place, head)
    if (!batch) startOver()
    else {
      pending = batch[Symbol.iterator]()
      place = head
    }
    drain()
  }

  return {
    drain,
    advance,
    /** From now on the reader has another source. Of the feeds that are different there it is told everything. */
    switchTo: (next: Readable, switched: ReadonlySet<string>) => {
      source = next
      feeds = keysOf(next)
      // What is still on its way may be of a feed that the reader has just lost.
      if (pending) startOver()
      else pending = switchFrames(next, switched, place)
      drain()
    },
    /** Proof of life, and how fresh everything is. */
    heartbeat: (text: string) => {
      if (stuckSince !== undefined && now() - stuckSince > patienceMs) sink.drop()
      else if (!pending && sink.room() > 0) sink.write(text)
    },
  }
}

const keysOf = ({ feeds }: Readable): ReadonlySet<string> => new Set(feeds.map(({ key }) => key))

/** Readers that keep up are all at the same place: they share one batch. */
const batchOf = (
  source: Readable,
  feeds: ReadonlySet<string>,
  place: number,
  head: number,
): readonly string[] | undefined => {
  const last = batches.get(source)
  if (last && last.place === place && last.head === head) return last.frames
  const gap = source.journal.since(place, feeds)
  if (!gap) return undefined
  const frames = packed(gapFrames(source, gap, head))
  batches.set(source, { place, head, frames })
  return frames
}

const batches = new WeakMap<Readable, { place: number; head: number; frames: readonly string[] }>()

export type Subscription = ReturnType<typeof subscription>
