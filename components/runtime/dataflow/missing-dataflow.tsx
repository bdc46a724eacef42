'use client'

import { BlankState } from '@/components/ui/blank-state'
import { LinkButton } from '@/components/shell/link-button'
import { paths } from '@/lib/core/paths'

/** The page of a dataflow that is not there. `seen`: it was, while this page was open. */
export function MissingDataflow({ instanceId, name, seen }: { instanceId: string; name: string; seen: boolean }) {
  return (
    <BlankState
      title={seen ? `The dataflow “${name}” was deleted` : `There is no dataflow “${name}”`}
      actions={<LinkButton href={paths.runtime(instanceId)}>All bridges</LinkButton>}
    >
      {!seen && 'It may have been deleted or renamed. '}If somebody makes one of this name, it appears here by itself.
    </BlankState>
  )
}
