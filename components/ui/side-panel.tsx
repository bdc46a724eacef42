'use client'

import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  drawer: {
    maxWidth: '100vw',
    '@media (max-width: 720px)': { width: '100vw' },
  },
  header: { paddingBottom: 0 },
  body: { display: 'flex', flexDirection: 'column', padding: 0, overflow: 'hidden', '::after': { display: 'none' } },
  footer: {
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    paddingBlock: tokens.spacingVerticalL,
    flexWrap: 'wrap',
  },
})

/**
 * A panel from the right, 592 pixels wide, the whole screen on a phone; its footer stays in sight. `onClose` is asked
 * for by the cross, by Escape and by a click beside the panel, and may keep the panel open.
 */
export function SidePanel({
  title,
  intro,
  children,
  footer,
  onClose,
}: {
  title: string
  intro?: ReactNode
  children: ReactNode
  footer?: ReactNode
  onClose: () => void
}) {
  const styles = useStyles()
  return (
    <OverlayDrawer
      open
      position="end"
      size="medium"
      modalType="modal"
      className={styles.drawer}
      onOpenChange={(_, data) => !data.open && onClose()}
    >
      <DrawerHeader className={styles.header}>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />}
        >
          {title}
        </DrawerHeaderTitle>
        {intro}
      </DrawerHeader>
      <DrawerBody className={styles.body}>{children}</DrawerBody>
      {footer && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
    </OverlayDrawer>
  )
}
