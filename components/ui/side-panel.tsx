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
import { useHeldTabster } from './hold-tabster'

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
 * A panel from the right, 592 pixels wide, the whole screen on a phone. `onClose` is asked for by Escape and by a click
 * beside the panel, and may keep it open. To close it set `open` to false and unmount it at `onClosed`: unmounted while
 * open, Fluent would leave the page behind it hidden from screen readers.
 */
export function SidePanel({
  open,
  onClose,
  onClosed,
  children,
}: {
  open: boolean
  onClose: () => void
  onClosed: () => void
  children: ReactNode
}) {
  useHeldTabster()
  const styles = useStyles()
  return (
    <OverlayDrawer
      open={open}
      position="end"
      size="medium"
      modalType="modal"
      className={styles.drawer}
      surfaceMotion={{ onMotionFinish: (_, { direction }) => direction === 'exit' && onClosed() }}
      onOpenChange={(_, data) => !data.open && onClose()}
    >
      {children}
    </OverlayDrawer>
  )
}

/** Title, cross and a sentence; the content below takes the room there is; the footer stays in sight. */
export function SidePanelContent({
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
    <>
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
    </>
  )
}
