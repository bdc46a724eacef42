'use client'

import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { DialogShell } from './dialog-shell'
import { useState, type ReactNode } from 'react'

const useStyles = makeStyles({
  refusal: { margin: 0, color: tokens.colorStatusDangerForeground1 },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': {
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
      color: tokens.colorNeutralForegroundOnBrand,
    },
    ':hover:active': {
      backgroundColor: tokens.colorStatusDangerBackground3Pressed,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
})

/**
 * Asks before something that cannot simply be taken back. With `typed`, that word must be typed first: the button stays
 * enabled and pressing it too early says what is missing. The dialog closes only when the caller unmounts it.
 */
export function ConfirmDialog({
  title,
  children,
  confirm,
  pending,
  danger,
  typed,
  refuse,
  cancel = 'Cancel',
  onConfirm,
  onCancel,
}: {
  title: string
  children?: ReactNode
  /** The verb on the button, and on it while the work runs. */
  confirm: { label: string; pending?: string }
  pending: boolean
  danger?: boolean
  typed?: string
  /** Why it cannot be confirmed yet; said when the button is pressed. */
  refuse?: string
  cancel?: string
  onConfirm: () => void
  onCancel: () => void
}) {
  const styles = useStyles()
  const [text, setText] = useState('')
  const [early, setEarly] = useState(false)
  const wrongWord = typed !== undefined && text.trim() !== typed

  const submit = () => {
    if (pending) return
    if (refuse || wrongWord) return setEarly(true)
    onConfirm()
  }

  return (
    <DialogShell
      title={title}
      insistent
      onSubmit={submit}
      onClose={() => !pending && onCancel()}
      actions={
        <>
          {' '}
          <Button
            type="submit"
            appearance="primary"
            className={danger ? styles.danger : undefined}
            icon={pending ? <Spinner size="tiny" /> : undefined}
          >
            {pending ? (confirm.pending ?? confirm.label) : confirm.label}
          </Button>
          <Button onClick={onCancel} disabled={pending}>
            {cancel}
          </Button>
        </>
      }
    >
      {children}
      {typed !== undefined && (
        <Field
          label={`Type ${typed} to confirm`}
          validationState={early && wrongWord ? 'error' : 'none'}
          validationMessage={early && wrongWord ? `Type ${typed} to confirm.` : undefined}
        >
          <Input value={text} onChange={(_, data) => setText(data.value)} autoComplete="off" spellCheck={false} />
        </Field>
      )}
      {early && refuse && (
        <p className={styles.refusal} role="alert">
          {refuse}
        </p>
      )}
    </DialogShell>
  )
}
