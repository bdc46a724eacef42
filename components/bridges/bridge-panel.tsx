'use client'

import { useRef, useState } from 'react'
import { PanelNotice } from '@/components/panel/panel-notice'
import { FieldsSkeleton } from '@/components/panel/panel-skeleton'
import { usePanelExit } from '@/components/panel/use-panel-exit'
import { useFeed } from '@/components/shell/use-feed'
import { SidePanel } from '@/components/ui/side-panel'
import type { BridgeRoute } from './bridge-route'
import { BridgeForm } from './bridge-form'
import { bridgeOpeningOf } from './opening'
import { useBridgeContext } from './use-bridge-cluster'
import { useLatestDataflow } from './use-latest-dataflow'

/** The form of one URL: gathers what it starts from, and says so when there is nothing to start from. */
export function BridgePanel({
  instanceId,
  route,
  backHref,
  open,
  onClosed,
}: {
  instanceId: string
  route: BridgeRoute
  /** What takes the panel's place when its own address was loaded. */
  backHref: string
  open: boolean
  onClosed: () => void
}) {
  const leave = usePanelExit(backHref)
  const editing = route.kind === 'edit' ? route.name : undefined
  const cluster = useBridgeContext(instanceId, editing)
  const { first, latest, gone, failure, retry } = useLatestDataflow(
    instanceId,
    route.kind === 'edit' ? route.name : route.from,
  )

  const state = useFeed(instanceId, 'endpoints')?.freshness.state
  const coming = state !== 'refused' && state !== 'missing'

  // What the form opened with stays; what the cluster does meanwhile reaches it by other ways.
  const [opening, setOpening] = useState(() => bridgeOpeningOf(route, cluster, first, coming))
  const ready = opening ?? bridgeOpeningOf(route, cluster, first, coming)
  if (!opening && ready) setOpening(ready)

  const closing = useRef(() => leave(0))
  return (
    <SidePanel open={open} onClose={() => closing.current()} onClosed={onClosed}>
      {ready ? (
        <BridgeForm
          instanceId={instanceId}
          opening={ready}
          cluster={cluster}
          latest={editing === undefined ? undefined : latest}
          gone={editing !== undefined && gone}
          closing={closing}
          onLeave={leave}
        />
      ) : (
        <PanelNotice
          title={editing === undefined ? 'New bridge' : `Edit bridge: ${editing}`}
          failure={failure}
          onRetry={retry}
          onClose={() => leave(0)}
        >
          <FieldsSkeleton />
        </PanelNotice>
      )}
    </SidePanel>
  )
}
