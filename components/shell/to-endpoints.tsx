'use client'

import Link from 'next/link'
import { useButtonClass } from '@/components/ui/link-button'
import { paths } from '@/lib/core/paths'

/** The way on from a screen that has nothing to show until there are endpoints. */
export function ToEndpoints({ instanceId }: { instanceId: string }) {
  const button = useButtonClass('outline')
  return (
    <Link href={paths.endpoints(instanceId)} className={button} prefetch={false}>
      Dataflow endpoints
    </Link>
  )
}
