'use client'

import type { FeedName, FeedRows } from '@/lib/feeds'
import { useFeed } from './use-feed'

/** A feed's rows once they are all here: rules and pickers must not judge by a part. */
export function useWholeFeed<Name extends FeedName>(
  instanceId: string,
  feed: Name,
): ReadonlyMap<string, FeedRows[Name]> | undefined {
  const collection = useFeed(instanceId, feed)
  return collection?.complete ? collection.rows : undefined
}
