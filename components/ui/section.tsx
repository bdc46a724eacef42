'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    scrollMarginTop: tokens.spacingVerticalL,
  },
  title: { ...typographyStyles.subtitle1, margin: 0 },
})

/** One part of a long page, reachable by its address (`#yaml`). */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section id={id} className={styles.root} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  )
}
