import { queryOptions } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { Timeline } from './timeline'

const runtimeKeys = {
  timeline: (instance: string, bridge: string) => ['instance', instance, 'timeline', bridge] as const,
}

/** What has become of a bridge so far. The live rows tell when there is more: ask again then. */
export const bridgeTimeline = (instance: string, bridge: string) =>
  queryOptions({
    queryKey: runtimeKeys.timeline(instance, bridge),
    queryFn: ({ signal }) => readFromPortal<Timeline>(paths.api.timeline(instance, bridge), signal),
    staleTime: 0,
    retry: false,
  })
