'use client'

import { useMemo } from 'react'
import { useFeed } from '@/components/shell/use-feed'

/** The endpoints of an instance; none until all are here, so that a picture does not grow one by one. */
export function useEndpointNames(instanceId: string): readonly string[] {
  const feed = useFeed(instanceId, 'endpoints')
  const rows = feed?.complete ? feed.rows : undefined
  return useMemo(() => [...(rows?.keys() ?? [])], [rows])
}
