import { feedNames } from '@/lib/feeds'
import type { FeedName } from '@/lib/feeds'
import type { Freshness } from '@/lib/live/protocol'

const labels: Record<FeedName, string> = {
  endpoints: 'dataflow endpoints',
  dataflows: 'dataflows',
  profiles: 'dataflow profiles',
  listeners: 'broker listeners',
  authentications: 'broker authentications',
  certificates: 'config maps',
  'synced-secrets': 'synced secrets',
  'provider-classes': 'secret provider classes',
}

/** A feed as people call it. */
export const feedLabel = (feed: string): string => {
  const known = feedNames.find((name) => name === feed)
  return known ? labels[known] : feed
}

const ofExtension = new Set<string>(['synced-secrets', 'provider-classes'] satisfies FeedName[])

/** Without the Secret Store extension a cluster has no synced secrets, and nothing is wrong with that. */
export const feedsThatMatter = (feeds: Readonly<Record<string, Freshness>>): Record<string, Freshness> =>
  Object.fromEntries(Object.entries(feeds).filter(([feed, { state }]) => !ofExtension.has(feed) || state !== 'missing'))
