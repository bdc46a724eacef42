'use client'

import { useState } from 'react'
import { listHref } from '../links'
import { EndpointPanel } from './lazy-panel'
import type { PanelRoute } from './opening'

/** Keeps the panel while it closes. */
export function PanelHost({
  instanceId,
  namespace,
  route,
  search,
  onFlash,
}: {
  instanceId: string
  namespace: string
  route: PanelRoute | undefined
  search: string
  onFlash: (name: string) => void
}) {
  const [shown, setShown] = useState(route)
  if (route && route !== shown) setShown(route)
  if (!shown) return null
  return (
    <EndpointPanel
      key={JSON.stringify(shown)}
      instanceId={instanceId}
      namespace={namespace}
      route={shown}
      listHref={listHref(instanceId, search)}
      onFlash={onFlash}
      open={route !== undefined}
      onClosed={() => setShown(undefined)}
    />
  )
}
