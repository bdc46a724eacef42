'use client'

import { makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    padding: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
    border: 0,
  },
})

/** For screen readers only. */
export function VisuallyHidden({
  id,
  children,
  live,
}: {
  id?: string
  children: ReactNode
  live?: 'polite' | 'assertive'
}) {
  const styles = useStyles()
  return (
    <span id={id} className={styles.hidden} aria-live={live}>
      {children}
    </span>
  )
}
