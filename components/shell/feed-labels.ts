import { feedNames } from '@/lib/feeds'
import type { FeedName } from '@/lib/feeds'
import type { Freshness } from '@/lib/live/protocol'

const labels: Record<FeedName, string> = {
  endpoints: 'dataflow endpoints',
  dataflows: 'dataflows',
  profiles: 'dataflow profiles',
  graphs: 'dataflow graphs',
  brokers: 'brokers',
  listeners: 'broker listeners',
  authentications: 'broker authentications',
  certificates: 'config maps',
  'synced-secrets': 'synced secrets',
  'provider-classes': 'secret provider classes',
  'volume-claims': 'volume claims',
  pods: 'pods',
  events: 'events',
  flows: 'message counters',
  activity: 'activity',
}

/** A feed as people call it. */
export const feedLabel = (feed: string): string => {
  const known = feedNames.find((name) => name === feed)
  return known ? labels[known] : feed
}

const optional = new Set<string>([
  'synced-secrets',
  'provider-classes',
  'graphs',
  'brokers',
  'flows',
] satisfies FeedName[])

/** Made from other feeds, which speak for themselves. */
const derived = new Set<string>(['activity'] satisfies FeedName[])

/** Only names to pick from: whoever may not see them types a name, and no other screen lacks anything. */
const asides = new Set<string>(['volume-claims'] satisfies FeedName[])

/**
 * Without the Secret Store extension a cluster has no synced secrets, an older one has no graphs, pods need not count
 * their messages, a role may leave out what only offers names: nothing is wrong with that.
 */
export const feedsThatMatter = (feeds: Readonly<Record<string, Freshness>>): Record<string, Freshness> =>
  Object.fromEntries(
    Object.entries(feeds).filter(
      ([feed, { state }]) =>
        !derived.has(feed) &&
        (!optional.has(feed) || state !== 'missing') &&
        (!asides.has(feed) || state !== 'refused'),
    ),
  )
