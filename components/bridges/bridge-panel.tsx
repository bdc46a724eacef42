'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { FieldsSkeleton } from '@/components/form/panel-skeleton'
import { usePanelExit } from '@/components/form/use-panel-exit'
import { FailureText } from '@/components/shell/failure-text'
import { useFeed } from '@/components/shell/use-feed'
import { Notice } from '@/components/ui/notice'
import { SidePanel, SidePanelContent } from '@/components/ui/side-panel'
import type { BridgeRoute } from './bridge-route'
import { BridgeForm } from './bridge-form'
import { bridgeOpeningOf } from './opening'
import { useBridgeContext } from './use-bridge-cluster'
import { useLatestDataflow } from './use-latest-dataflow'

const useStyles = makeStyles({
  body: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}` },
})

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
  const styles = useStyles()
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
        <SidePanelContent
          title={editing === undefined ? 'New bridge' : `Edit bridge: ${editing}`}
          onClose={() => leave(0)}
          footer={<Button onClick={() => leave(0)}>Close</Button>}
        >
          <div className={styles.body}>
            {failure ? (
              <Notice
                intent="error"
                title={failure.message}
                actions={
                  <Button size="small" onClick={retry}>
                    Try again
                  </Button>
                }
              >
                <FailureText failure={failure} />
              </Notice>
            ) : (
              <FieldsSkeleton />
            )}
          </div>
        </SidePanelContent>
      )}
    </SidePanel>
  )
}
