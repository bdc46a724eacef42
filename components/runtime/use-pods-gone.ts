'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Seed } from '@/components/shell/use-feed'
import { liveKey } from '@/lib/live/queries'
import { mergePodsGone, podsGoneByEvents, type PodsGone } from '@/lib/runtime/pods-gone'

/** A plain list, so that whoever reads it is not drawn anew by events that tell nothing of it. */
const goneIn = ({ rows }: Seed<'events'>): [string, number][] => [...podsGoneByEvents(rows.values())].sort()

const none: PodsGone = new Map()

/** When the last pods of profiles went: by the live events, and by what the server knew when it drew the page. */
export function usePodsGone(instanceId: string, seed = none): PodsGone {
  const { data } = useQuery({
    queryKey: liveKey(instanceId, 'events'),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    select: goneIn,
  })
  return useMemo(() => mergePodsGone(seed, new Map(data)), [seed, data])
}
