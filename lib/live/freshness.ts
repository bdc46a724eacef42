import type { Freshness } from './protocol'

/** How this browser is connected to the portal. `since` is epoch milliseconds of the browser's clock. */
export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'reconnecting'; since: number }
  /** The sign-in has ended. Whoever signs in again, in this tab or another, brings the stream back. */
  | { state: 'signed-out' }

/** What the header says, and how loud. Times are epoch milliseconds; the screen writes them as clock times. */
export type Headline =
  | { tone: 'quiet'; kind: 'loading' }
  | { tone: 'good'; kind: 'live' }
  /** The cluster refuses to be watched: the picture is renewed every so often. */
  | { tone: 'good'; kind: 'polling'; everyMs: number }
  /** The portal itself is out of reach. */
  | { tone: 'bad'; kind: 'reconnecting'; since: number }
  | { tone: 'bad'; kind: 'signed-out' }
  /** The portal is there, the cluster is not: what is shown is as of a moment ago. */
  | { tone: 'bad'; kind: 'stale'; asOf: number; since: number; reason: string }
  /** The cluster has never answered so far. */
  | { tone: 'bad'; kind: 'waiting'; reason: string }
  /** Some kinds cannot be read, by the names of their feeds; the others are live. To be refused is nobody's fault. */
  | { tone: 'good'; kind: 'refused'; feeds: string[]; reason: string }
  | { tone: 'warning'; kind: 'missing'; feeds: string[]; reason: string }

/**
 * One verdict over the connection and all feeds, the worst first: nothing is live when the portal is out of reach, and
 * one stale feed makes the picture a mixed one, shown as of its oldest part.
 */
export const headline = (connection: Connection, feeds: Readonly<Record<string, Freshness>>): Headline => {
  if (connection.state === 'signed-out') return { tone: 'bad', kind: 'signed-out' }
  if (connection.state === 'reconnecting') return { tone: 'bad', kind: 'reconnecting', since: connection.since }
  const all = Object.entries(feeds)
  const stale = all.flatMap(([, freshness]) => (freshness.state === 'stale' ? [freshness] : []))
  const [first, ...others] = stale
  if (first) {
    const asOf = Math.min(first.asOf, ...others.map((each) => each.asOf))
    const since = Math.min(first.since, ...others.map((each) => each.since))
    return { tone: 'bad', kind: 'stale', asOf, since, reason: first.reason }
  }
  if (connection.state === 'connecting' || all.length === 0) return { tone: 'quiet', kind: 'loading' }
  const loading = all.flatMap(([, freshness]) => (freshness.state === 'loading' ? [freshness] : []))
  const waiting = loading.find(({ reason }) => reason !== undefined)
  if (waiting?.reason !== undefined) return { tone: 'bad', kind: 'waiting', reason: waiting.reason }
  if (loading.length > 0) return { tone: 'quiet', kind: 'loading' }
  for (const state of ['refused', 'missing'] as const) {
    const hit = all.flatMap(([feed, freshness]) =>
      freshness.state === state ? [{ feed, reason: freshness.reason }] : [],
    )
    const [one] = hit
    const feeds = hit.map(({ feed }) => feed)
    if (!one) continue
    return state === 'refused'
      ? { tone: 'good', kind: state, feeds, reason: one.reason }
      : { tone: 'warning', kind: state, feeds, reason: one.reason }
  }
  const polled = all.flatMap(([, freshness]) =>
    freshness.state === 'live' && freshness.everyMs !== undefined ? [freshness.everyMs] : [],
  )
  return polled.length > 0
    ? { tone: 'good', kind: 'polling', everyMs: Math.max(...polled) }
    : { tone: 'good', kind: 'live' }
}

/**
 * The headline in words. `clock` writes a moment as a clock time, `kinds` a feed's name as people say it.
 */
export const headlineText = (
  line: Headline,
  clock: (moment: number) => string,
  kinds: (feed: string) => string = (feed) => feed,
): string => {
  switch (line.kind) {
    case 'loading':
      return 'Loading'
    case 'live':
      return 'Live'
    case 'polling':
      return `Refreshed every ${Math.round(line.everyMs / 1000)} s`
    case 'signed-out':
      return 'Signed out'
    case 'reconnecting':
      return `Reconnecting since ${clock(line.since)}`
    case 'stale':
      return `Cluster unreachable, showing ${clock(line.asOf)}`
    case 'waiting':
      return 'Cluster unreachable, nothing read yet'
    case 'refused':
      // The rest is live: what matters to somebody who will never see those kinds.
      return `Live, without ${line.feeds.length > 2 ? `${line.feeds.length} kinds` : line.feeds.map(kinds).join(', ')}`
    case 'missing':
      return `Not installed: ${line.feeds.map(kinds).join(', ')}`
  }
}
