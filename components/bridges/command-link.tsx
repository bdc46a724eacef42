'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { useButtonClass } from '@/components/ui/link-button'
import { RefusedLink } from '@/components/ui/refused-link'
import type { Permission } from '@/lib/access/rights/permissions'
import { warmBridgePanel } from './lazy-panel'

/** Opens the form of a bridge, for whom it is any use. */
export function CommandLink({
  href,
  permission,
  look = 'subtle',
  children,
}: {
  href: string
  permission: Permission
  look?: 'primary' | 'subtle'
  children: ReactNode
}) {
  const right = useRight(permission)
  const button = useButtonClass(look)
  return right.allowed ? (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      className={button}
      onPointerEnter={warmBridgePanel}
      onFocus={warmBridgePanel}
    >
      {children}
    </Link>
  ) : (
    <RefusedLink reason={right.reason} className={button}>
      {children}
    </RefusedLink>
  )
}
