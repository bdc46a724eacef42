'use client'

import { useMemo } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import type { FeedName } from '@/lib/feeds'
import type { CheckFacts } from '@/lib/runtime/checks/define'
import { useSecretFacts } from './use-secret-facts'

/**
 * What the checks go by: the live feeds, and what is in the cluster of the Secrets that `about` refer to. No `facts` until
 * the dataflows have been read whole; while it is `reading`, what was not found may still come.
 */
export function useCheckFacts(
  instanceId: string,
  about: readonly (string | undefined)[],
): { facts: CheckFacts | undefined; reading: boolean } {
  const dataflows = whole(useFeed(instanceId, 'dataflows'))
  const endpoints = whole(useFeed(instanceId, 'endpoints'))
  const profiles = whole(useFeed(instanceId, 'profiles'))
  const listeners = whole(useFeed(instanceId, 'listeners'))
  const configMaps = whole(useFeed(instanceId, 'certificates'))
  const volumeClaims = whole(useFeed(instanceId, 'volume-claims'))
  const syncedSecrets = whole(useFeed(instanceId, 'synced-secrets'))
  const { facts: secrets, reading } = useSecretFacts(
    instanceId,
    about.flatMap((name) => endpoints?.get(name ?? '')?.secrets ?? []),
  )
  const facts = useMemo(
    () =>
      dataflows && {
        dataflows,
        ...(endpoints && { endpoints }),
        ...(profiles && { profiles }),
        ...(listeners && { localServices: [...listeners.values()].map(({ service }) => service) }),
        ...(configMaps && { configMaps }),
        ...(volumeClaims && { volumeClaims }),
        // What is guessed from them alone is not said while it is being looked up.
        ...(syncedSecrets && !reading && { syncedSecrets }),
        secrets,
      },
    [dataflows, endpoints, profiles, listeners, configMaps, volumeClaims, syncedSecrets, secrets, reading],
  )
  return { facts, reading: facts === undefined || reading }
}

/** From a gap nothing may be concluded. A feed that is refused or not served has gaps only. */
const whole = <Name extends FeedName>(feed: Seed<Name> | undefined): Seed<Name>['rows'] | undefined =>
  feed?.complete && (feed.freshness.state === 'live' || feed.freshness.state === 'stale') ? feed.rows : undefined
