'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { AlertRegular } from '@fluentui/react-icons/svg/alert'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { late } from '@/components/ui/late'
import { restoresFocus } from '@/components/ui/restore-focus'
import { useBoard } from './notifications'

const load = late(() => import('./notifications-panel').then((module) => module.NotificationsPanel))
const NotificationsPanel = dynamic(load, { ssr: false })

const useStyles = makeStyles({
  root: { position: 'relative', display: 'flex' },
  count: {
    position: 'absolute',
    top: '2px',
    right: '2px',
    minWidth: '16px',
    height: '16px',
    padding: '0 4px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '16px',
    textAlign: 'center',
    pointerEvents: 'none',
  },
})

export function NotificationsButton() {
  const styles = useStyles()
  const { notices, markSeen } = useBoard()
  const [open, setOpen] = useState(false)
  const unseen = notices.filter((notice) => !notice.seen).length
  return (
    <span className={styles.root}>
      <Button
        {...restoresFocus}
        appearance="transparent"
        icon={<AlertRegular />}
        aria-label={unseen === 0 ? 'Notifications' : `Notifications, ${unseen} new`}
        aria-haspopup="dialog"
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          markSeen()
          setOpen(true)
        }}
      />
      {unseen > 0 && (
        <span className={styles.count} aria-hidden>
          {Math.min(unseen, 99)}
        </span>
      )}
      {open && <NotificationsPanel onClose={() => setOpen(false)} />}
    </span>
  )
}
