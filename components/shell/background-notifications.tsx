'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { askForBackground, backgroundPermission } from './background.browser'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalM,
    color: tokens.colorNeutralForeground2,
  },
})

/** Whether bridges that fail are told while the page is out of sight, and the way to have it so. */
export function BackgroundNotifications() {
  const styles = useStyles()
  const [permission, setPermission] = useState(backgroundPermission)
  if (permission === 'unsupported') return null
  return (
    <div className={styles.root}>
      <span role="status">{words[permission]}</span>
      {permission === 'default' && <Button onClick={() => void askForBackground().then(setPermission)}>Allow</Button>}
    </div>
  )
}

const words = {
  granted: 'Bridges that fail or recover are also told by this browser while the page is out of sight.',
  denied: 'This browser was told not to show notifications of this page; its site settings can change that.',
  default: 'Be told of bridges that fail while this page is out of sight?',
} as const
