'use client'

import { useMemo } from 'react'
import { useFeed } from '@/components/shell/use-feed'
import type { Bridge } from '@/lib/runtime/bridge'
import { endpointStateOf, endpointStates, type EndpointState } from '@/lib/runtime/endpoint-states'
import { useBridges, type BridgeSeeds } from '../use-bridges'

export type EndpointStanding = {
  /** Nothing until the dataflows have been read: *not in use* and *not known yet* differ. */
  state: EndpointState | undefined
  bridges: readonly Bridge[]
  /** As of when, while the cluster is out of reach. */
  asOf?: number
  /** Why there is no state and will be none for now. */
  closed?: string
}

/** How it stands with one endpoint, rolled up from the sides that use it, live. */
export function useEndpointState(instanceId: string, name: string, seeds?: Partial<BridgeSeeds>): EndpointStanding {
  const { bridges, dataflows } = useBridges(instanceId, seeds)
  const graphs = useFeed(instanceId, 'graphs')?.rows
  const users = useMemo(
    () =>
      [...(graphs?.values() ?? [])]
        .filter(({ sides }) => sides.some(({ endpoint }) => endpoint === name))
        .map(({ name }) => name),
    [graphs, name],
  )
  const own = useMemo(
    () =>
      endpointStates(
        bridges.filter(({ source, destination }) => source.endpoint === name || destination.endpoint === name),
      ),
    [bridges, name],
  )
  const freshness = dataflows?.freshness
  const closed = freshness?.state === 'refused' || freshness?.state === 'missing' ? freshness.reason : undefined
  // The page brings the dataflows that use the endpoint; that there are none only the whole feed tells.
  const known = closed === undefined && (dataflows?.complete === true || own.has(name))
  const state = useMemo(() => (known ? endpointStateOf(own, name, users) : undefined), [known, own, name, users])
  return {
    state,
    bridges,
    ...(freshness?.state === 'stale' && { asOf: freshness.asOf }),
    ...(closed !== undefined && { closed }),
  }
}
