'use client'

import { BlankState } from '@/components/ui/blank-state'
import { LinkButton } from '@/components/shell/link-button'
import { paths } from '@/lib/core/paths'

/** The page of an endpoint that is not there: never was, or was deleted while the page was open. */
export function Missing({ instanceId, name }: { instanceId: string; name: string }) {
  return (
    <BlankState
      title={`There is no endpoint “${name}”`}
      actions={<LinkButton href={paths.endpoints(instanceId)}>All endpoints</LinkButton>}
    >
      It may have been deleted or renamed. If somebody makes one of this name, it appears here by itself.
    </BlankState>
  )
}
