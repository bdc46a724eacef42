'use client'

import { useMemo } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import type { FeedName } from '@/lib/feeds'
import type { CheckFacts } from '@/lib/runtime/checks/define'

/** What the checks go by, from the live feeds; nothing until the dataflows have been read whole. */
export function useCheckFacts(instanceId: string): CheckFacts | undefined {
  const dataflows = whole(useFeed(instanceId, 'dataflows'))
  const endpoints = whole(useFeed(instanceId, 'endpoints'))
  const profiles = whole(useFeed(instanceId, 'profiles'))
  const listeners = whole(useFeed(instanceId, 'listeners'))
  const configMaps = whole(useFeed(instanceId, 'certificates'))
  const syncedSecrets = whole(useFeed(instanceId, 'synced-secrets'))
  return useMemo(
    () =>
      dataflows && {
        dataflows,
        ...(endpoints && { endpoints }),
        ...(profiles && { profiles }),
        ...(listeners && { localServices: [...listeners.values()].map(({ service }) => service) }),
        ...(configMaps && { configMaps }),
        ...(syncedSecrets && { syncedSecrets }),
      },
    [dataflows, endpoints, profiles, listeners, configMaps, syncedSecrets],
  )
}

/** From a gap nothing may be concluded. A feed that is refused or not served has gaps only. */
const whole = <Name extends FeedName>(feed: Seed<Name> | undefined): Seed<Name>['rows'] | undefined =>
  feed?.complete && (feed.freshness.state === 'live' || feed.freshness.state === 'stale') ? feed.rows : undefined
