'use client'

import dynamic from 'next/dynamic'
import { PanelSkeleton } from '@/components/panel/panel-skeleton'
import { late } from '@/components/ui/late'

const load = late(() => import('./bridge-panel').then((module) => module.BridgePanel))

/** The form of a bridge, fetched when it is about to be needed. */
export const BridgePanel = dynamic(load, { ssr: false, loading: () => <PanelSkeleton /> })

/** Fetches its code ahead: on hover and on focus. */
export const warmBridgePanel = (): void => {
  void load().catch(() => undefined)
}
