'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Seed } from '@/components/shell/use-feed'
import { liveKey } from '@/lib/live/queries'
import type { PodRow } from '@/lib/runtime/pod'
import { mergePodsGone, podsGoneByEvents, type PodsGone } from '@/lib/runtime/pods-gone'

/** A plain list, so that whoever reads it is not drawn anew by events that tell nothing of it. */
const goneIn = ({ rows }: Seed<'events'>): [string, number][] => [...podsGoneByEvents(rows.values())].sort()

/**
 * When the last pods of profiles went: by the live events, and by what the server knew when it drew the page (`first`), as
 * long as no pod has come since.
 */
export function usePodsGone(
  instanceId: string,
  pods: ReadonlyMap<string, PodRow> | undefined,
  first: PodsGone | undefined,
): PodsGone {
  const { data } = useQuery({
    queryKey: liveKey(instanceId, 'events'),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    select: goneIn,
  })
  const [known] = useState(() => new Map(first))
  return useMemo(() => {
    for (const { profile } of pods?.values() ?? []) if (profile !== undefined) known.delete(profile)
    return mergePodsGone(known, new Map(data))
  }, [known, pods, data])
}
