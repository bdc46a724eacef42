'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { RefusedLink } from '@/components/ui/refused-link'
import type { Target } from '@/lib/runtime/doctor'
import { targetHref, targetLabel, type Place } from './target-href'

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'underline',
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
})

/**
 * The way to what an action speaks of; nothing where there is none. `children` are words that say what to do there: where
 * the viewer may not do it, they are no way but say why.
 */
export function TargetLink({ target, place, children }: { target: Target; place: Place; children?: ReactNode }) {
  const styles = useStyles()
  const update = useRight('endpoints.update')
  const href = targetHref(target, place)
  if (href === undefined) return null
  if (children !== undefined && target.kind === 'endpoint-field' && !update.allowed) {
    return (
      <RefusedLink reason={update.reason} className={styles.link}>
        {children}
      </RefusedLink>
    )
  }
  const words = children ?? targetLabel(target)
  return href.startsWith('#') ? (
    <a href={href} className={styles.link}>
      {words}
    </a>
  ) : (
    <Link href={href} className={styles.link} prefetch={false}>
      {words}
    </Link>
  )
}
