'use client'

import { useMemo } from 'react'
import { listenerFacts } from '@/lib/brokers/listeners'
import { endpointUses } from '@/lib/dataflows/usage'
import { listItems } from '@/lib/endpoints/list'
import { useFeed, type Seed } from '@/components/shell/use-feed'

export type ListSeeds = { endpoints: Seed<'endpoints'>; dataflows: Seed<'dataflows'>; listeners: Seed<'listeners'> }

/** The list's lines, joined from the live feeds; each feed starts as the server drew it. */
export function useListItems(instanceId: string, seeds?: ListSeeds) {
  const endpoints = useFeed(instanceId, 'endpoints', seeds?.endpoints)
  const dataflows = useFeed(instanceId, 'dataflows', seeds?.dataflows)?.rows
  const listeners = useFeed(instanceId, 'listeners', seeds?.listeners)?.rows
  const graphs = useFeed(instanceId, 'graphs')?.rows
  const uses = useMemo(() => endpointUses(dataflows?.values() ?? [], graphs?.values()), [dataflows, graphs])
  const facts = useMemo(() => listenerFacts(listeners?.values() ?? [], new Map()), [listeners])
  const rows = endpoints?.rows
  const items = useMemo(() => listItems(rows?.values() ?? [], uses, facts), [rows, uses, facts])
  return { items, uses, facts, collection: endpoints }
}
