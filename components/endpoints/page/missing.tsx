'use client'

import Link from 'next/link'
import { BlankState } from '@/components/ui/blank-state'
import { useButtonClass } from '@/components/ui/link-button'
import { paths } from '@/lib/core/paths'

/** The page of an endpoint that is not there: never was, or was deleted while the page was open. */
export function Missing({ instanceId, name }: { instanceId: string; name: string }) {
  const button = useButtonClass('outline')
  return (
    <BlankState
      title={`There is no endpoint “${name}”`}
      actions={
        <Link href={paths.endpoints(instanceId)} className={button} prefetch={false}>
          All endpoints
        </Link>
      }
    >
      It may have been deleted or renamed. If somebody makes one of this name, it appears here by itself.
    </BlankState>
  )
}
