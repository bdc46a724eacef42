import type { AnyFeed } from './projection'
import type { Freshness } from './protocol'

/** A feed as somebody gets it: all of it, or nothing of it and why. */
export type SeenFeed = { feed: AnyFeed; kept?: Freshness }

/** Equal for whoever gets the same. What is refused is refused to many; when that began is nothing they could see. */
export const keyOfSeen = ({ feed: { feed }, kept }: SeenFeed): string => {
  if (!kept) return feed
  return kept.state === 'refused' ? `${feed} refused ${kept.reason}` : `${feed} ${JSON.stringify(kept)}`
}

/** The names of the feeds that are different. */
export const differing = (one: readonly SeenFeed[], other: readonly SeenFeed[]): ReadonlySet<string> => {
  const before = new Set(one.map(keyOfSeen))
  return new Set(other.filter((seen) => !before.has(keyOfSeen(seen))).map(({ feed }) => feed.feed))
}

/** All of all feeds: what the portal's own identity may see is all there is. */
export const everything = (feeds: readonly AnyFeed[]): readonly SeenFeed[] => feeds.map((feed) => ({ feed }))
