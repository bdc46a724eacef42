import type { Grant, Need } from '@/lib/access/permissions'
import type { Right } from '@/lib/access/rights'
import type { Failure, Result } from '@/lib/core/result'
import type { Collection } from './collection'
import { type AnyFeed, isOwn } from './projection'
import type { Freshness, LiveRow } from './protocol'

/** What somebody has to be allowed to see a feed: to list its kind, or for an own feed everything that it is made from. */
export const grantOfFeed = (feed: AnyFeed): Grant =>
  isOwn(feed) ? feed.needs.map((need): readonly [Need] => [need]) : [[`list:${feed.resource}`]]

/** Why a feed is kept from somebody: the cluster says so, or cannot be asked. Nothing when they may see it. */
export const hindrance = (right: Result<Right>, since: number): Freshness | undefined => {
  if (!right.ok) return unasked(right.failure, since)
  return right.value.allowed ? undefined : { state: 'refused', since, reason: right.value.reason }
}

/** Nobody sees anything because it cannot be asked whether they may. */
const unasked = ({ message }: Failure, since: number): Freshness => ({ state: 'loading', since, reason: message })

/** A feed as somebody sees it who may not. */
export const withheld = <Row extends LiveRow>(freshness: Freshness): Collection<Row> => ({
  rows: new Map(),
  complete: false,
  freshness,
})
