'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'
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

/** The way to what an action speaks of; nothing where there is none. */
export function TargetLink({ target, place, children }: { target: Target; place: Place; children?: ReactNode }) {
  const styles = useStyles()
  const href = targetHref(target, place)
  if (href === undefined) return null
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
