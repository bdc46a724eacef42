'use client'

import { listHref } from '../links'
import { useScreen } from '../screen-context'
import { EndpointPanel } from './lazy-panel'
import type { PanelRoute } from './opening'

/** The panel of a URL, over the screen that is already there. */
export function PanelOutlet({ route }: { route: PanelRoute }) {
  const { instanceId, namespace, search, flash } = useScreen()
  return (
    <EndpointPanel
      key={JSON.stringify(route)}
      instanceId={instanceId}
      namespace={namespace}
      route={route}
      listHref={listHref(instanceId, search)}
      onFlash={flash}
    />
  )
}
