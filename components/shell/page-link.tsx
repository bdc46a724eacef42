'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  link: {
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
})

/** A link to another page that looks like the button it stands in for. */
export function PageLink({ href, children }: { href: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <Link href={href} prefetch={false} className={styles.link}>
      {children}
    </Link>
  )
}
