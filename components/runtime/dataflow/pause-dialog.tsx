'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { FailureText } from '@/components/shell/failure-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import type { Failure } from '@/lib/core/result'
import type { DataflowRow } from '@/lib/dataflows/row'

const useStyles = makeStyles({
  text: { margin: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

/** Asks before a dataflow is paused, and says what stops. */
export function PauseDialog({
  dataflow: { name, source, destination, profile },
  pending,
  failure,
  onConfirm,
  onCancel,
}: {
  dataflow: DataflowRow
  pending: boolean
  failure: Failure | undefined
  onConfirm: () => void
  onCancel: () => void
}) {
  const styles = useStyles()
  return (
    <ConfirmDialog
      title={`Pause “${name}”?`}
      confirm={{ label: 'Pause', pending: 'Pausing …' }}
      pending={pending}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      {failure && (
        <Notice intent="error" title={failure.message}>
          <FailureText failure={failure} />
        </Notice>
      )}
      <p className={styles.text}>Until somebody resumes it:</p>
      <ul className={styles.list}>
        <li>
          No message goes from {source?.endpoint ?? 'its source'} to {destination?.endpoint ?? 'its destination'}.
        </li>
        <li>What is published meanwhile arrives later only if the source’s broker keeps it for the session.</li>
        <li>The pods of profile {profile} and its other dataflows go on.</li>
      </ul>
    </ConfirmDialog>
  )
}
