'use client'

import Link from 'next/link'
import { BlankState } from '@/components/ui/blank-state'
import { useButtonClass } from '@/components/ui/link-button'
import { paths } from '@/lib/core/paths'

/** The page of a dataflow that is not there. `seen`: it was, while this page was open. */
export function MissingDataflow({ instanceId, name, seen }: { instanceId: string; name: string; seen: boolean }) {
  const button = useButtonClass('outline')
  return (
    <BlankState
      title={seen ? `The dataflow “${name}” was deleted` : `There is no dataflow “${name}”`}
      actions={
        <Link href={paths.runtime(instanceId)} className={button} prefetch={false}>
          All bridges
        </Link>
      }
    >
      {!seen && 'It may have been deleted or renamed. '}If somebody makes one of this name, it appears here by itself.
    </BlankState>
  )
}
