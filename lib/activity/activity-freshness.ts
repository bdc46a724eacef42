import type { Freshness } from '@/lib/live/protocol'

/**
 * How fresh the whole is that is made from several kinds, Events first: as the worst of them, since what is missing from
 * one is missing from the whole. A kind that the cluster does not serve has no changes; without Events there is no trail.
 */
export const activityFreshness = ([events, ...kinds]: readonly Freshness[]): Freshness => {
  if (!events) return { state: 'loading', since: 0 }
  if (events.state === 'refused' || events.state === 'missing') return events
  const all = [events, ...kinds.filter(({ state }) => state !== 'missing' && state !== 'refused')]
  return (
    all.find(({ state }) => state === 'stale') ??
    all.find(({ state }) => state === 'loading') ??
    all.reduce((oldest, one) => (asOf(one) < asOf(oldest) ? one : oldest))
  )
}

const asOf = (freshness: Freshness): number => ('asOf' in freshness ? freshness.asOf : Number.POSITIVE_INFINITY)
