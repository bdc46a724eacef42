import type { Freshness } from '@/lib/live/protocol'

/** What stands in a list's place while there are no rows to show. */
export type ListCondition =
  { kind: 'loading' } | { kind: 'empty' } | { kind: 'no-match' } | { kind: 'closed'; freshness: Freshness }

/**
 * Rows or not, and if not, why. *Empty* and *not loaded yet* are told apart by the stream's own word; rows that are
 * known stay on screen while the cluster cannot be reached.
 */
export function listCondition({
  shown,
  all,
  complete,
  freshness,
}: {
  shown: number
  all: number
  complete: boolean
  freshness: Freshness | undefined
}): ListCondition | undefined {
  if (freshness?.state === 'refused' || freshness?.state === 'missing') return { kind: 'closed', freshness }
  if (shown > 0) return undefined
  if (freshness?.state === 'stale' && !complete) return { kind: 'closed', freshness }
  if (!complete) return { kind: 'loading' }
  return { kind: all === 0 ? 'empty' : 'no-match' }
}
