'use client'

import { makeStyles, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  // The flex parents of panels would otherwise squeeze a bar to one line.
  bar: { flexShrink: 0 },
})

/** A message that stays where it belongs: a title, a sentence or two, and what can be done about it. */
export function Notice({
  intent,
  title,
  children,
  actions,
}: {
  intent: 'info' | 'success' | 'warning' | 'error'
  title?: string
  children?: ReactNode
  actions?: ReactNode
}) {
  const styles = useStyles()
  return (
    <MessageBar intent={intent} layout="multiline" className={styles.bar}>
      <MessageBarBody>
        {title && <MessageBarTitle>{title}</MessageBarTitle>}
        {children}
      </MessageBarBody>
      {actions && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  )
}
