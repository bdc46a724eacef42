'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  // Above what scrolls: trouble must be seen wherever in the form somebody is.
  bars: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    gap: tokens.spacingVerticalS,
    maxHeight: '40%',
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL}`,
    ':not(:empty)': { marginTop: tokens.spacingVerticalM },
  },
  scroll: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    overflowY: 'auto',
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    marginTop: tokens.spacingVerticalM,
  },
  tabbed: { gap: tokens.spacingVerticalM, marginTop: tokens.spacingVerticalS },
})

/** The form of a panel: what is said on top stays in sight, the fields scroll below it. */
export function FormFrame({
  id,
  bars,
  tabbed = false,
  onSubmit,
  children,
}: {
  /** What the footer's Apply names, since it stands outside of the form. */
  id: string
  bars: ReactNode
  /** Begins with tabs, which bring room of their own. */
  tabbed?: boolean
  onSubmit: () => void
  children: ReactNode
}) {
  const styles = useStyles()
  return (
    <form
      id={id}
      className={styles.form}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <div className={styles.bars}>{bars}</div>
      <div className={mergeClasses(styles.scroll, tabbed && styles.tabbed)}>{children}</div>
    </form>
  )
}
