'use client'

import { useMemo } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import type { FeedName } from '@/lib/feeds'
import type { Bridge } from '@/lib/runtime/bridge'
import type { Flow } from '@/lib/runtime/flow'
import { flowContext, flowOf } from '@/lib/runtime/flow-of'

export type BridgeFlow = { source: Flow; destination: Flow }

export type FlowSeeds = { endpoints: Seed<'endpoints'>; listeners: Seed<'listeners'> }

/** What flows at both sides of a bridge; nothing until the portal has told. The same answer for the same bridge until news comes. */
export function useFlows(
  instanceId: string,
  bridges: readonly Bridge[],
  seeds?: Partial<FlowSeeds>,
): (bridge: Bridge) => BridgeFlow | undefined {
  const flows = useFeed(instanceId, 'flows')
  const endpoints = useFeed(instanceId, 'endpoints', seeds?.endpoints)?.rows
  const listeners = useFeed(instanceId, 'listeners', seeds?.listeners)?.rows
  return useMemo(
    () => lookup(bridges, flows?.complete ? flows.rows : undefined, endpoints, listeners),
    [bridges, flows, endpoints, listeners],
  )
}

type Rows<Name extends FeedName> = Seed<Name>['rows'] | undefined

function lookup(
  bridges: readonly Bridge[],
  flows: Rows<'flows'>,
  endpoints: Rows<'endpoints'>,
  listeners: Rows<'listeners'>,
): (bridge: Bridge) => BridgeFlow | undefined {
  if (!flows || !endpoints) return () => undefined
  const services = [...(listeners?.values() ?? [])].map(({ service }) => service)
  const context = flowContext(bridges, flows.values(), endpoints, services)
  const known = new WeakMap<Bridge, BridgeFlow>()
  return (bridge) => {
    const cached = known.get(bridge)
    if (cached) return cached
    const flow = { source: flowOf(bridge, 'source', context), destination: flowOf(bridge, 'destination', context) }
    known.set(bridge, flow)
    return flow
  }
}
