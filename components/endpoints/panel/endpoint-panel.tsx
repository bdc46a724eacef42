'use client'

import { useRef, useState } from 'react'
import { SidePanel } from '@/components/ui/side-panel'
import { FieldsSkeleton } from '@/components/panel/panel-skeleton'
import { useServed } from '../use-served'
import { openingOf, type PanelRoute } from './opening'
import { PanelForm } from './panel-form'
import { PanelMessage } from './panel-message'
import { useApplied } from './use-applied'
import { useRuleContext } from './use-cluster'
import { useLatestDetail } from './use-latest-detail'
import { usePanelExit } from '@/components/panel/use-panel-exit'

type Props = {
  instanceId: string
  namespace: string
  route: PanelRoute
  listHref: string
  onFlash: (name: string) => void
  open: boolean
  onClosed: () => void
}

/** The panel of one URL: gathers what its form starts from, and says so when there is nothing to start from. */
export function EndpointPanel({ instanceId, namespace, route, listHref, onFlash, open, onClosed }: Props) {
  const leave = usePanelExit(listHref)
  const editing = route.kind === 'edit' ? route.name : undefined
  const cluster = useRuleContext(instanceId, namespace, editing)
  const served = useServed(instanceId)
  const { first, latest, gone, failure, retry } = useLatestDetail(instanceId, editing ?? sourceOf(route))
  const onApplied = useApplied(instanceId, route, onFlash)

  // What the form opened with stays; what the cluster does meanwhile reaches it by other ways.
  const [opening, setOpening] = useState(() => openingOf(route, cluster, first, served))
  const ready = opening ?? openingOf(route, cluster, first, served)
  if (!opening && ready) setOpening(ready)

  const closing = useRef(() => leave(0))
  return (
    <SidePanel open={open} onClose={() => closing.current()} onClosed={onClosed}>
      {ready ? (
        <PanelForm
          instanceId={instanceId}
          opening={ready}
          field={route.kind === 'edit' ? route.field : undefined}
          cluster={cluster}
          latest={editing === undefined ? undefined : latest}
          gone={editing !== undefined && gone}
          closing={closing}
          onLeave={leave}
          onApplied={(applied) => onApplied(ready.type, applied)}
        />
      ) : (
        <PanelMessage
          instanceId={instanceId}
          route={route}
          loaded={first !== undefined}
          failure={failure}
          onRetry={retry}
          onClose={() => leave(0)}
        >
          <FieldsSkeleton />
        </PanelMessage>
      )}
    </SidePanel>
  )
}

const sourceOf = (route: PanelRoute) => (route.kind === 'new' ? route.from : undefined)
