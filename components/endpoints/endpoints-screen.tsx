'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { LateEndpointStates } from '@/components/runtime/endpoint/late-endpoint-states'
import { late } from '@/components/ui/late'
import { ServerClock } from '@/components/ui/server-clock'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'
import type { EndpointStateNames } from '@/lib/endpoints/list'
import { writeListQuery } from '@/lib/endpoints/list-query'
import type { StateName } from '@/lib/runtime/state'
import { LateTrialLines } from './confirmed/late-trials'
import { DeletionRoot } from './deletion'
import { Gallery } from './gallery/gallery'
import { EndpointList } from './list/endpoint-list'
import { warmPanel } from './panel/lazy-panel'
import type { PanelRoute } from './panel/opening'
import { PanelHost } from './panel/panel-host'
import { ScreenProvider } from './screen-context'
import { useListItems, type ListSeeds } from './use-list-items'
import { useListQuery } from './use-list-query'

// Rarely needed, and the first load pays for what is not.
const RecreateDefault = dynamic(
  late(() => import('./gallery/recreate-default').then((module) => module.RecreateDefault)),
)

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    height: '100%',
    // The list keeps the height of some ten rows below the tiles; on low windows the page scrolls.
    minHeight: '900px',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 720px)': { padding: tokens.spacingHorizontalM, height: 'auto' },
  },
  title: { ...typographyStyles.title3, margin: 0 },
})

type Props = {
  instanceId: string
  namespace: string
  serverNow: number
  seeds: ListSeeds & { states: [string, StateName][] }
  children: ReactNode
}

/** Gallery and list of an instance's endpoints. The panel (`children`) opens over them, and they stay as they are. */
export function EndpointsScreen({ instanceId, namespace, serverNow, seeds, children }: Props) {
  const styles = useStyles()
  const [states, setStates] = useState<EndpointStateNames>(() => ({ names: new Map(seeds.states), whole: false }))
  const { items, collection } = useListItems(instanceId, seeds, states)
  const [query, setQuery] = useListQuery()
  const [flashed, setFlashed] = useState<{ name: string; at: number }>()
  const search = writeListQuery(query)
  const [route, setRoute] = useState<PanelRoute>()
  const showPanel = useCallback((asked: PanelRoute) => {
    setRoute(asked)
    return () => setRoute(undefined)
  }, [])
  const flash = useCallback((name: string) => setFlashed({ name, at: performance.now() }), [])

  // Once the list stands, the panel's code comes while nobody waits for it.
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return
    const idle = requestIdleCallback(warmPanel, { timeout: 5_000 })
    return () => cancelIdleCallback(idle)
  }, [])

  const defaultMissing = collection?.complete === true && !collection.rows.has(defaultEndpointName)
  return (
    <ServerClock serverNow={serverNow}>
      <DeletionRoot instanceId={instanceId}>
        <div className={styles.screen}>
          <h1 className={styles.title}>Dataflow endpoints</h1>
          <LateTrialLines instanceId={instanceId} />
          <Gallery
            instanceId={instanceId}
            search={search}
            notice={defaultMissing ? <RecreateDefault instanceId={instanceId} onDone={flash} /> : undefined}
          />
          <EndpointList
            instanceId={instanceId}
            namespace={namespace}
            items={items}
            collection={collection}
            query={query}
            onQuery={setQuery}
            flash={flashed}
          />
        </div>
        <LateEndpointStates instanceId={instanceId} onStates={setStates} />
        <ScreenProvider value={showPanel}>{children}</ScreenProvider>
        <PanelHost instanceId={instanceId} namespace={namespace} route={route} search={search} onFlash={flash} />
      </DeletionRoot>
    </ServerClock>
  )
}
