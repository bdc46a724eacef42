'use client'

import { mergeClasses } from '@fluentui/react-components'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { useButtonClass } from '@/components/ui/link-button'
import { RefusedLink } from '@/components/ui/refused-link'
import type { Leave } from '@/components/ui/use-reason'

type Props = Omit<ComponentProps<typeof Link>, 'prefetch'> & {
  look?: Parameters<typeof useButtonClass>[0]
  /** For what not everybody may do: without leave it stands there greyed, with the reason. */
  leave?: Leave
}

/** A link that looks like a button. Nothing is fetched ahead: its pages are live, and what was fetched would be old. */
export function LinkButton({ look = 'outline', leave, className, children, ...link }: Props) {
  const button = mergeClasses(useButtonClass(look), className)
  return leave && !leave.allowed ? (
    <RefusedLink reason={leave.reason} className={button} label={link['aria-label']}>
      {children}
    </RefusedLink>
  ) : (
    <Link {...link} prefetch={false} className={button}>
      {children}
    </Link>
  )
}
