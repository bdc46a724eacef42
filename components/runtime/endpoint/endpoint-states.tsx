'use client'

import { useDeferredValue, useEffect, useEffectEvent, useRef } from 'react'
import { endpointStateNames } from '@/lib/runtime/endpoint-state-names'
import type { StateName } from '@/lib/runtime/state'
import { useBridges } from '../use-bridges'
import type { OnStates } from './late-endpoint-states'

/** Tells how all endpoints stand whenever one of them stands otherwise. Draws nothing itself. */
export function EndpointStates({ instanceId, onStates }: { instanceId: string; onStates: OnStates }) {
  const { bridges, complete } = useBridges(instanceId)
  // Typing and scrolling go first.
  const settled = useDeferredValue(bridges)
  const told = useRef<ReadonlyMap<string, StateName>>(undefined)
  const tell = useEffectEvent(onStates)
  useEffect(() => {
    if (!complete) return
    const names = endpointStateNames(settled)
    if (told.current && same(told.current, names)) return
    told.current = names
    tell({ names, whole: true })
  }, [complete, settled])
  return null
}

const same = (one: ReadonlyMap<string, StateName>, other: ReadonlyMap<string, StateName>): boolean =>
  one.size === other.size && [...one].every(([name, state]) => other.get(name) === state)
