'use client'

import type { ReactNode } from 'react'
import { LinkButton } from '@/components/shell/link-button'
import { useRight } from '@/components/shell/rights-provider'
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
  return (
    <LinkButton
      href={href}
      look={look}
      leave={useRight(permission)}
      scroll={false}
      onPointerEnter={warmBridgePanel}
      onFocus={warmBridgePanel}
    >
      {children}
    </LinkButton>
  )
}
