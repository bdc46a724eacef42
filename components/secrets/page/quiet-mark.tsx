'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
  },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '16px', lineHeight: 0 },
})

/** A fact about how something is kept, neither good nor bad. */
export function QuietMark({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  const styles = useStyles()
  return (
    <span className={styles.mark}>
      <span aria-hidden className={styles.icon}>
        {icon}
      </span>
      {children}
    </span>
  )
}
