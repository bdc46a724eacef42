'use client'

import { useMemo } from 'react'
import type { Suggestion } from '@/components/form/suggest-control'
import { useWholeFeed } from '@/components/shell/use-whole-feed'
import { bridgeContextOf } from '@/lib/dataflows/bridge-context'
import { canBeDestination, canBeSource, familyOf, isLocalEndpoint } from '@/lib/dataflows/endpoint-fact'
import type { BridgeContext } from '@/lib/dataflows/rules/define'

/** What the form may know of the cluster around it, kept up to date by the live stream. `editing` is left out of it. */
export function useBridgeContext(instanceId: string, editing: string | undefined): BridgeContext {
  const endpoints = useWholeFeed(instanceId, 'endpoints')
  const dataflows = useWholeFeed(instanceId, 'dataflows')
  const profiles = useWholeFeed(instanceId, 'profiles')
  const listeners = useWholeFeed(instanceId, 'listeners')
  return useMemo(
    () => bridgeContextOf({ endpoints, dataflows, profiles, listeners }, editing),
    [endpoints, dataflows, profiles, listeners, editing],
  )
}

export type BridgeOffers = Record<'sources' | 'destinations' | 'profiles', readonly Suggestion[]>

const kinds = { mqtt: 'MQTT', kafka: 'Kafka', storage: 'Storage', telemetry: 'Telemetry', unknown: '' } as const

/** What the pickers offer: endpoints that can be on a side, the local broker first, and profiles with their pods. */
export function useBridgeOffers({ endpoints, profiles, localServices }: BridgeContext): BridgeOffers {
  return useMemo(() => {
    const known = [...(endpoints?.values() ?? [])]
      .map((endpoint) => ({ endpoint, local: isLocalEndpoint(endpoint, localServices) }))
      .sort((a, b) => Number(b.local) - Number(a.local) || (a.endpoint.name < b.endpoint.name ? -1 : 1))
    const offered = (fits: typeof canBeSource) =>
      known.flatMap(({ endpoint, local }) =>
        fits(endpoint)
          ? [
              {
                value: endpoint.name,
                lines: [
                  {
                    text: [local ? 'local broker' : kinds[familyOf(endpoint)], endpoint.host]
                      .filter(Boolean)
                      .join(', '),
                  },
                ],
              },
            ]
          : [],
      )
    return {
      sources: offered(canBeSource),
      destinations: offered(canBeDestination),
      profiles: [...(profiles ?? [])].sort().map(([value, { instanceCount }]) => ({
        value,
        lines: [{ text: instanceCount === 1 ? '1 instance' : `${instanceCount} instances` }],
      })),
    }
  }, [endpoints, profiles, localServices])
}
