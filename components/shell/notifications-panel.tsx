'use client'

import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useHeldTabster } from '@/components/ui/hold-tabster'
import { BackgroundNotifications } from './background-notifications'
import { useBoard } from './notifications'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  time: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Everything the portal has told since this page was opened, newest first. Mounted open, unmounted to close. */
export function NotificationsPanel({ onClose }: { onClose: () => void }) {
  useHeldTabster()
  const styles = useStyles()
  const { notices, clear } = useBoard()
  return (
    <OverlayDrawer open position="end" onOpenChange={(_, { open }) => open || onClose()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />}
        >
          Notifications
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <BackgroundNotifications />
        {notices.length === 0 ? (
          <p>Nothing to tell since this page was opened.</p>
        ) : (
          <>
            <ul className={styles.list}>
              {notices.map(({ id, level, title, detail, operationId, at }) => (
                <li key={id}>
                  <MessageBar intent={level} layout="multiline">
                    <MessageBarBody>
                      <MessageBarTitle>{title}</MessageBarTitle>
                      {detail}
                      {operationId && ` Operation ${operationId}.`}
                      <span className={styles.time}>{clock.format(at)}</span>
                    </MessageBarBody>
                  </MessageBar>
                </li>
              ))}
            </ul>
            <Button appearance="subtle" onClick={clear}>
              Clear
            </Button>
          </>
        )}
      </DrawerBody>
    </OverlayDrawer>
  )
}
