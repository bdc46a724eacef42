'use client'

import Link from 'next/link'
import { useButtonClass } from '@/components/ui/link-button'
import { paths } from '@/lib/core/paths'

/** The way to the wizard. Each of its pages says what its reader may not do. */
export function ConnectSiteLink({
  instanceId,
  look = 'outline',
}: {
  instanceId: string
  look?: 'primary' | 'outline'
}) {
  const button = useButtonClass(look)
  return (
    <Link href={paths.connectSite(instanceId)} className={button} prefetch={false}>
      Connect to a parent site
    </Link>
  )
}
