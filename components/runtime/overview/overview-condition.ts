import type { Freshness } from '@/lib/live/protocol'

/** What stands in the bridges' place while there are none to show. */
export type OverviewCondition =
  { kind: 'loading' } | { kind: 'empty' } | { kind: 'no-match' } | { kind: 'closed'; freshness: Freshness }

/**
 * Bridges or not, and if not, why. *Empty* and *not loaded yet* are told apart by the stream's own word; what is known stays
 * on screen while the cluster cannot be reached.
 */
export function overviewCondition({
  shown,
  all,
  complete,
  freshness,
}: {
  shown: number
  all: number
  complete: boolean
  freshness: Freshness | undefined
}): OverviewCondition | undefined {
  if (freshness?.state === 'refused' || freshness?.state === 'missing') return { kind: 'closed', freshness }
  if (shown > 0) return undefined
  if (freshness?.state === 'stale' && !complete) return { kind: 'closed', freshness }
  if (!complete) return { kind: 'loading' }
  return { kind: all === 0 ? 'empty' : 'no-match' }
}
