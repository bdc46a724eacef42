import type { Standing } from '@/lib/kubernetes/reflector-state'
import type { Change } from './copy'
import type { Projection } from './projection'
import type { Freshness, LiveRow } from './protocol'

/** One feed on the server: its rows, kept up to date change by change. */
export const createFeed = ({ feed, row }: Projection) => {
  const rows = new Map<string, LiveRow>()
  return {
    name: feed,
    rows: rows as ReadonlyMap<string, LiveRow>,
    /** Takes a change in; answers whether the feed's readers have to hear of it. */
    take: ({ name, object }: Change): boolean => {
      const next = object && row(object)
      if (!next) return rows.delete(name)
      rows.set(name, next)
      return true
    },
  }
}

/** What a reflector says of its copy, as browsers hear it. Times in epoch milliseconds. */
export const freshnessOf = (
  standing: Standing,
  heardAt: number | undefined,
  since: number,
  pollMs: number,
): Freshness => {
  switch (standing.state) {
    case 'loading':
      return { state: 'loading', since, ...(standing.reason !== undefined && { reason: standing.reason }) }
    case 'live':
      return { state: 'live', asOf: heardAt ?? since }
    case 'polling':
      return { state: 'live', asOf: heardAt ?? since, everyMs: pollMs }
    case 'stale':
      return { state: 'stale', asOf: heardAt ?? since, since, reason: standing.reason }
    case 'refused':
    case 'missing':
      return { state: standing.state, since, reason: standing.reason }
  }
}
