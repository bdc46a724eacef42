'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import type { FeedName, FeedRows } from '@/lib/feeds'
import type { Collection } from '@/lib/live/collection'
import { liveKey } from '@/lib/live/queries'

export type Seed<Name extends FeedName> = Collection<FeedRows[Name]>

/**
 * One live feed: first what the server drew the page with, then whatever the stream folds in. Nothing is fetched here.
 */
export function useFeed<Name extends FeedName>(instanceId: string, feed: Name, seed?: Seed<Name>) {
  return useQuery<Seed<Name>>({
    queryKey: liveKey(instanceId, feed),
    queryFn: skipToken,
    initialData: seed,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data
}
