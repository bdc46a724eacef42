'use client'

import type { ReactNode } from 'react'
import { PanelNotice } from '@/components/panel/panel-notice'
import { useButtonClass } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/core/paths'
import type { Failure } from '@/lib/core/result'
import { endpointType } from '@/lib/endpoints/types/index'
import { newTitle, type PanelRoute } from './opening'

/** The panel without a form: still loading (`children`), failed, or nothing that has a form. */
export function PanelMessage({
  instanceId,
  route,
  loaded,
  failure,
  onRetry,
  onClose,
  children,
}: {
  instanceId: string
  route: PanelRoute
  /** The endpoint is here, so it is its type that has no form. */
  loaded: boolean
  failure: Failure | undefined
  onRetry: () => void
  onClose: () => void
  children: ReactNode
}) {
  const name = route.kind === 'edit' ? route.name : route.from
  return (
    <PanelNotice
      title={route.kind === 'edit' ? `Edit dataflow endpoint: ${route.name}` : newTitle(endpointType(route.typeId))}
      failure={failure}
      onRetry={onRetry}
      onClose={onClose}
    >
      {loaded && name !== undefined ? (
        <NoForm href={paths.endpoint(instanceId, name)} />
      ) : route.kind === 'new' && !endpointType(route.typeId) ? (
        <Notice intent="warning" title="There is no such endpoint type.">
          Close the panel and choose one of the tiles.
        </Notice>
      ) : (
        children
      )}
    </PanelNotice>
  )
}

function NoForm({ href }: { href: string }) {
  const button = useButtonClass('outline')
  return (
    <Notice
      intent="info"
      title="This endpoint is of a type that the portal does not know."
      actions={
        // A full page load: the panel has no other way to go from here but back.
        <a href={href} className={button}>
          Open read-only
        </a>
      }
    >
      Its page shows it as YAML.
    </Notice>
  )
}
