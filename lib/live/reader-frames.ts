import { frame, rowsFrame, rowsPerFrame, withId } from './frames'
import type { Gap, Journal } from './journal'
import type { Freshness, LiveRow } from './protocol'

/** A feed as its readers need it. */
export type ReadableFeed = {
  name: string
  /** The name its changes have in the journal. A feed that is kept from a reader has one that nobody ever writes. */
  key: string
  /** It cannot be asked whether the reader may see it: what they have is all they get for now. */
  isPaused?: boolean
  rows: ReadonlyMap<string, LiveRow>
  isComplete: () => boolean
  freshness: () => Freshness
}

export type Readable = { boot: string; journal: Journal; feeds: readonly ReadableFeed[] }

/** The id of a place in this process's journal: `<boot>:<place>`. */
const idOf = (boot: string, place: number) => `${boot}:${place}`

/** The place an id stands for, if it is one of this process. */
export const placeOf = (boot: string, id: string | null | undefined): number | undefined => {
  const match = /^([\w-]{1,64}):(\d{1,15})$/.exec(id ?? '')
  return match && match[1] === boot ? Number(match[2]) : undefined
}

/**
 * All rows of all feeds, in pieces that are made only when asked for. Ends with an id for the place at which it began:
 * what changed while it was sent is sent again by the next batch, so no change can fall in between.
 */
export const snapshotFrames = ({ boot, journal, feeds }: Readable): Generator<string> =>
  marked(idOf(boot, journal.head()), feeds, (feed) => wholeFeed(feed, true))

/**
 * What a reader gets whose rights have changed: the feeds that are different now, from the start. All others go on from
 * `place`, where the reader is.
 */
export const switchFrames = (
  { boot, feeds }: Readable,
  switched: ReadonlySet<string>,
  place: number,
): Generator<string> =>
  marked(
    idOf(boot, place),
    feeds.filter(({ name }) => switched.has(name)),
    // Where nobody knows whether the reader may see it, what is on the screen stays there, and nothing comes any more.
    (feed) => wholeFeed(feed, !feed.isPaused),
  )

/** All frames of some feeds. What breaks off here must not be resumed from an older place: only the last has an id. */
function* marked(
  id: string,
  feeds: readonly ReadableFeed[],
  framesOf: (feed: ReadableFeed) => Iterable<string>,
): Generator<string> {
  let isFirst = true
  for (const feed of feeds) {
    for (const text of framesOf(feed)) {
      yield isFirst ? withId(text, '') : text
      isFirst = false
    }
  }
  const last = feeds.at(-1)
  if (last) yield withId(freshnessFrame(last), id)
}

function* wholeFeed(feed: ReadableFeed, anew: boolean): Generator<string> {
  if (anew) yield frame({ type: 'reset', feed: feed.name })
  const names = [...feed.rows.keys()]
  for (let from = 0; from < names.length; from += rowsPerFrame)
    yield* rowsOf(feed, names.slice(from, from + rowsPerFrame))
  if (feed.isComplete()) yield frame({ type: 'complete', feed: feed.name })
  yield freshnessFrame(feed)
}

/** What happened between two places. The last frame carries the id of the new one. */
export const gapFrames = ({ boot, feeds }: Readable, gap: Gap, place: number): string[] => {
  const frames = feeds.flatMap((feed) => {
    const part = gap.get(feed.key)
    if (!part) return []
    const names = [...part.names]
    const gone = names.filter((name) => !feed.rows.has(name))
    const there = names.filter((name) => feed.rows.has(name))
    const pieces: string[] = []
    for (let from = 0; from < there.length; from += rowsPerFrame)
      pieces.push(...rowsOf(feed, there.slice(from, from + rowsPerFrame)))
    if (gone.length > 0) pieces.push(frame({ type: 'gone', feed: feed.name, names: gone }))
    if (part.state) {
      if (feed.isComplete()) pieces.push(frame({ type: 'complete', feed: feed.name }))
      pieces.push(freshnessFrame(feed))
    }
    return pieces
  })
  const last = frames.pop()
  return last === undefined ? [] : [...frames, withId(last, idOf(boot, place))]
}

/** What a reader gets that goes on from a place: where it is, so that it does not lose that, and how fresh each feed is. */
export const resumeFrames = (source: Readable, place: number): string[] =>
  freshnessFrames(source).map((text, at) => (at === 0 ? withId(text, idOf(source.boot, place)) : text))

/** How fresh each feed is: said with every heartbeat. */
export const freshnessFrames = ({ feeds }: Readable): string[] => feeds.map(freshnessFrame)

const freshnessFrame = (feed: ReadableFeed) =>
  frame({ type: 'freshness', feed: feed.name, freshness: feed.freshness() })

const rowsOf = (feed: ReadableFeed, names: readonly string[]): string[] => {
  const rows = names.flatMap((name) => feed.rows.get(name) ?? [])
  return rows.length > 0 ? [rowsFrame(feed.name, rows)] : []
}
