'use client'

import { useMemo } from 'react'
import type { Bridge } from '@/lib/runtime/bridge'
import { endpointStateOf, endpointStates, type EndpointState } from '@/lib/runtime/endpoint-states'
import { uses } from '@/lib/runtime/overview-query'
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
  const { bridges, dataflows, complete } = useBridges(instanceId, seeds)
  const own = useMemo(() => endpointStates(bridges.filter((bridge) => uses(bridge, name))), [bridges, name])
  const freshness = dataflows?.freshness
  const closed = freshness?.state === 'refused' || freshness?.state === 'missing' ? freshness.reason : undefined
  // The page brings the dataflows that use the endpoint; that there are none only the whole feed tells.
  const known = closed === undefined && (complete || own.has(name))
  const state = useMemo(() => (known ? endpointStateOf(own, name) : undefined), [known, own, name])
  return {
    state,
    bridges,
    ...(freshness?.state === 'stale' && { asOf: freshness.asOf }),
    ...(closed !== undefined && { closed }),
  }
}
