'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'
import { useSettled } from '@/components/ui/use-settled'
import type { StateName } from '@/lib/runtime/state'

const EndpointStates = dynamic(
  late(() => import('./endpoint-states').then((module) => module.EndpointStates)),
  {
    ssr: false,
  },
)

export type OnStates = (states: { names: ReadonlyMap<string, StateName>; whole: boolean }) => void

/** How endpoints stand, for a list that was drawn with what the server knew: what makes states comes once the page has settled. */
export function LateEndpointStates(props: { instanceId: string; onStates: OnStates }) {
  return useSettled() ? <EndpointStates {...props} /> : null
}
