import type { Grant, Need } from '@/lib/access/rights/permissions'
import type { Right } from '@/lib/access/rights/rights'
import type { Failure } from '@/lib/core/result'
import { type AnyFeed, isOwn } from './projection'
import type { Freshness } from './protocol'

/** What somebody has to be allowed to see a feed: to list its kind, or for an own feed everything that it is made from. */
export const grantOfFeed = (feed: AnyFeed): Grant =>
  isOwn(feed) ? feed.needs.map((need): readonly [Need] => [need]) : [[`list:${feed.resource}`]]

/** How a feed looks that the cluster does not let somebody see; nothing when it does. */
export const refusal = (right: Right, since: number): Freshness | undefined =>
  right.allowed ? undefined : { state: 'refused', since, reason: right.reason }

/**
 * How a feed looks while the cluster cannot be asked who may see it: nobody sees anything new of it. What a reader has
 * already stays, as of when it was last known that they may have it.
 */
export const unasked = ({ message }: Failure, since: number, seenUntil: number | undefined): Freshness =>
  seenUntil === undefined
    ? { state: 'loading', since, reason: message }
    : { state: 'stale', asOf: seenUntil, since, reason: message }
