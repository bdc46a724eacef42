'use client'

import { useMemo } from 'react'
import { listenerFacts } from '@/lib/brokers/listeners'
import { endpointUses } from '@/lib/dataflows/usage'
import { listItems, type EndpointStateNames } from '@/lib/endpoints/list'
import { useFeed, type Seed } from '@/components/shell/use-feed'

export type ListSeeds = { endpoints: Seed<'endpoints'>; dataflows: Seed<'dataflows'>; listeners: Seed<'listeners'> }

/** The list's lines, joined from the live feeds and from how endpoints stand; each feed starts as the server drew it. */
export function useListItems(instanceId: string, seeds?: ListSeeds, states?: EndpointStateNames) {
  const endpoints = useFeed(instanceId, 'endpoints', seeds?.endpoints)
  const dataflows = useFeed(instanceId, 'dataflows', seeds?.dataflows)?.rows
  const listeners = useFeed(instanceId, 'listeners', seeds?.listeners)?.rows
  const graphs = useFeed(instanceId, 'graphs')?.rows
  const uses = useMemo(() => endpointUses(dataflows?.values() ?? [], graphs?.values()), [dataflows, graphs])
  const facts = useMemo(() => listenerFacts(listeners?.values() ?? [], new Map()), [listeners])
  const rows = endpoints?.rows
  const items = useMemo(() => listItems(rows?.values() ?? [], uses, facts, states), [rows, uses, facts, states])
  return { items, uses, facts, collection: endpoints }
}
