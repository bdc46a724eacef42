'use client'

import { makeStyles } from '@fluentui/react-components'
import { useState, useTransition } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { answered } from '@/components/shell/lost-answer'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { usePutBack } from '@/components/shell/use-put-back'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import type { Failure } from '@/lib/core/result'
import { deleteDataflow, restoreDataflow } from '@/lib/dataflows/actions'
import type { RemovedObject } from '@/lib/kubernetes/removed-object'

const useStyles = makeStyles({ text: { margin: 0 } })

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether the bridge was deleted.',
  next: 'See whether it is still in the overview, then decide.',
}

/** Asks before a bridge is deleted. Afterwards the deletion can be undone for ten seconds. */
export function DeleteDialog({
  instanceId,
  target: { name, uid },
  onDeleted,
  onClose,
}: {
  instanceId: string
  target: { name: string; uid: string }
  onDeleted: () => void
  onClose: () => void
}) {
  const styles = useStyles()
  const notify = useNotify()
  const putBack = usePutBack<RemovedObject>({
    kind: 'Bridge',
    screen: 'overview',
    restore: (removed) => restoreDataflow({ instance: instanceId, removed }),
  })
  const restore = useRight('dataflows.create')
  const [failure, setFailure] = useState<Failure>()
  const [pending, startTransition] = useTransition()

  const remove = () =>
    startTransition(async () => {
      setFailure(undefined)
      const result = await answered(deleteDataflow({ instance: instanceId, name, uid }), lost)
      if (!result.ok) return setFailure(result.failure)
      const removed = result.value
      onClose()
      onDeleted()
      notify({
        level: 'success',
        title: `Bridge “${name}” deleted`,
        lasts: 10_000,
        ...(restore.allowed && { action: { label: 'Undo', run: () => putBack(removed) } }),
      })
    })

  return (
    <ConfirmDialog
      title={`Delete bridge “${name}”?`}
      confirm={{ label: 'Delete', pending: 'Deleting …' }}
      pending={pending}
      danger
      onConfirm={remove}
      onCancel={onClose}
    >
      {failure && (
        <Notice intent="error" title={failure.message}>
          <FailureText failure={failure} />
        </Notice>
      )}
      <p className={styles.text}>
        Messages stop flowing, and what waits for it in the broker may be lost. Both endpoints stay.{' '}
        {restore.allowed ? 'You can undo this for ten seconds.' : `You cannot undo it. ${restore.reason}`}
      </p>
    </ConfirmDialog>
  )
}
