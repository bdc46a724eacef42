'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'
import { PanelSkeleton } from '@/components/panel/panel-skeleton'

const load = late(() => import('./endpoint-panel').then((module) => module.EndpointPanel))

/** The panel with its form, drawer and validation, fetched when it is about to be needed. */
export const EndpointPanel = dynamic(load, { ssr: false, loading: () => <PanelSkeleton /> })

/** Fetches the panel's code ahead: on hover, on focus, when the browser is idle. */
export const warmPanel = (): void => {
  void load().catch(() => undefined)
}
