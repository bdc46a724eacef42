'use client'

import { useMemo } from 'react'
import { useFeed } from '@/components/shell/use-feed'
import type { BridgeContext } from '@/lib/dataflows/rules/define'

/** What rules of bridges may know of the cluster, kept up to date by the live stream. A feed that is not whole is left out. */
export function useBridgeContext(instanceId: string): BridgeContext {
  const endpoints = useFeed(instanceId, 'endpoints')
  const dataflows = useFeed(instanceId, 'dataflows')
  const profiles = useFeed(instanceId, 'profiles')
  const listeners = useFeed(instanceId, 'listeners')
  return useMemo(
    () => ({
      ...(endpoints?.complete && { endpoints: endpoints.rows }),
      ...(dataflows?.complete && { dataflows: dataflows.rows }),
      ...(profiles?.complete && { profiles: profiles.rows }),
      ...(listeners?.complete && { localServices: [...listeners.rows.values()].map(({ service }) => service) }),
    }),
    [endpoints, dataflows, profiles, listeners],
  )
}
