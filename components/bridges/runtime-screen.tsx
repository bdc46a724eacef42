'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useState, type ReactNode } from 'react'
import { RuntimeOverview, type OverviewSeeds } from '@/components/runtime/overview/runtime-overview'
import type { Summary } from '@/components/runtime/overview/summary'
import { paths } from '@/lib/core/paths'
import type { BridgeRoute } from './bridge-route'
import { overviewSearch } from './links'
import { BridgePanel } from './lazy-panel'
import { NewBridgeLink } from './new-bridge-link'
import { BridgeScreenProvider } from './screen-context'
import { useDrawBridge } from './use-draw-bridge'

type Props = {
  instanceId: string
  serverNow: number
  seeds: OverviewSeeds
  first: Summary
  /** What others have to say above the bridges. */
  notices: ReactNode
  children: ReactNode
}

/** The overview of all bridges. The form of a bridge (`children`) opens over it, and it stays as it is. */
export function RuntimeScreen({ children, ...overview }: Props) {
  const { instanceId } = overview
  const [route, setRoute] = useState<BridgeRoute>()
  const [shown, setShown] = useState(route)
  if (route && route !== shown) setShown(route)
  const show = useCallback((asked: BridgeRoute) => {
    setRoute(asked)
    return () => setRoute(undefined)
  }, [])
  const search = overviewSearch(useSearchParams())
  const draw = useDrawBridge(instanceId)
  return (
    <>
      <RuntimeOverview {...overview} command={<NewBridgeLink instanceId={instanceId} search={search} />} draw={draw} />
      <BridgeScreenProvider value={show}>{children}</BridgeScreenProvider>
      {shown && (
        <BridgePanel
          key={JSON.stringify(shown)}
          instanceId={instanceId}
          route={shown}
          backHref={paths.runtime(instanceId, search)}
          open={route !== undefined}
          onClosed={() => setShown(undefined)}
        />
      )}
    </>
  )
}
