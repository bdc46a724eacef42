'use client'

import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useHeldTabster } from './hold-tabster'
import { useReturnFocus } from './use-return-focus'

const useStyles = makeStyles({
  small: {},
  medium: { width: '760px', maxWidth: 'calc(100vw - 32px)' },
  large: { width: '880px', maxWidth: 'calc(100vw - 32px)' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

/**
 * An open dialog: title, content, actions. It closes only when the caller unmounts it, and then gives the focus back to
 * what had it. With `onSubmit` it is a form: a button of type `submit` among the actions, or Enter, submits it.
 */
export function DialogShell({
  title,
  size = 'small',
  insistent,
  keep,
  reading,
  className,
  actions,
  children,
  onSubmit,
  onClose,
}: {
  title: string
  size?: 'small' | 'medium' | 'large'
  /** Interrupts: screen readers announce it as an alert, and only Escape and its actions leave it. */
  insistent?: boolean
  /** Holds what somebody typed: a click beside it does not close it. */
  keep?: boolean
  /** Long text without a control in it: takes the focus, so that the keyboard scrolls it. */
  reading?: boolean
  /** Joins the content's own. */
  className?: string
  actions: ReactNode
  children: ReactNode
  onSubmit?: () => void
  onClose: () => void
}) {
  useReturnFocus()
  useHeldTabster()
  const styles = useStyles()
  const body = (
    <DialogBody>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className={mergeClasses(styles.content, className)} tabIndex={reading ? 0 : undefined}>
        {children}
      </DialogContent>
      <DialogActions>{actions}</DialogActions>
    </DialogBody>
  )
  return (
    <Dialog
      open
      modalType={insistent ? 'alert' : 'modal'}
      onOpenChange={(_, data) => !data.open && !(keep && data.type === 'backdropClick') && onClose()}
    >
      <DialogSurface className={styles[size]}>
        {onSubmit ? (
          <form
            noValidate
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault()
              // Events climb through portals: the form that this dialog was opened from must not be sent too.
              event.stopPropagation()
              onSubmit()
            }}
          >
            {body}
          </form>
        ) : (
          body
        )}
      </DialogSurface>
    </Dialog>
  )
}
