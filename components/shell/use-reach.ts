'use client'

import { useQuery } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { Reach } from '@/lib/live/health'

type ReachOf = Readonly<Record<string, Reach>>

/** Which instances are in reach, asked twice a minute where there is more than one. */
export function useReach(instanceId: string, several: boolean): ReachOf {
  const { data } = useQuery({
    queryKey: ['instance', instanceId, 'reach'],
    queryFn: ({ signal }) => readFromPortal<ReachOf>(paths.api.instances(instanceId), signal),
    enabled: several,
    staleTime: 15_000,
    refetchInterval: 30_000,
    retry: false,
  })
  return data?.ok ? data.value : {}
}
