'use client'

import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { useState, useTransition } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { answered } from '@/components/shell/lost-answer'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { usePutBack } from '@/components/shell/use-put-back'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import type { Failure } from '@/lib/core/result'
import { deleteEndpoint, restoreEndpoint } from '@/lib/endpoints/actions'
import { defaultEndpointName } from '@/lib/endpoints/default-endpoint'
import type { RemovedEndpoint } from '@/lib/endpoints/editing'
import type { DeletionTarget } from './deletion'

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether the endpoint was deleted.',
  next: 'See whether it is still in the list, then decide.',
}

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  text: { margin: 0 },
})

/**
 * Asks before an endpoint is deleted. Names the dataflows that would lose it and then wants its name typed; `default`
 * needs an override besides. Afterwards the deletion can be undone for ten seconds.
 */
export function DeleteDialog({
  instanceId,
  target,
  onDeleted,
  onClose,
}: {
  instanceId: string
  target: DeletionTarget
  onDeleted?: () => void
  onClose: () => void
}) {
  const styles = useStyles()
  const notify = useNotify()
  const putBack = usePutBack<RemovedEndpoint>({
    kind: 'Endpoint',
    screen: 'list',
    restore: (removed) => restoreEndpoint({ instance: instanceId, removed }),
  })
  const restore = useRight('endpoints.create')
  const [override, setOverride] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [pending, startTransition] = useTransition()
  const { name, uid, usedBy } = target
  const isDefault = name === defaultEndpointName
  const mustType = isDefault || usedBy.length > 0

  const remove = () =>
    startTransition(async () => {
      setFailure(undefined)
      const asked = {
        instance: instanceId,
        name,
        uid,
        ...(mustType && { typed: name }),
        ...(isDefault && { override }),
      }
      const result = await answered(deleteEndpoint(asked), lost)
      if (!result.ok) return setFailure(result.failure)
      onClose()
      onDeleted?.()
      const removed = result.value
      notify({
        level: 'success',
        title: `Endpoint “${name}” deleted`,
        lasts: 10_000,
        ...(restore.allowed && { action: { label: 'Undo', run: () => putBack(removed) } }),
      })
    })

  return (
    <ConfirmDialog
      title={`Delete endpoint “${name}”?`}
      confirm={{ label: 'Delete', pending: 'Deleting …' }}
      pending={pending}
      danger
      typed={mustType ? name : undefined}
      refuse={isDefault && !override ? 'Tick the box to delete the default endpoint.' : undefined}
      onConfirm={remove}
      onCancel={onClose}
    >
      {failure && (
        <Notice intent="error" title={failure.message}>
          <FailureText failure={failure} />
        </Notice>
      )}
      {isDefault && (
        <Notice intent="warning" title="This is the default endpoint of the instance.">
          Dataflows use it for the local MQTT broker, which every dataflow needs on one side.
          <Checkbox
            label="Delete the default endpoint all the same"
            checked={override}
            onChange={(_, data) => setOverride(data.checked === true)}
          />
        </Notice>
      )}
      {usedBy.length > 0 ? (
        <>
          <p className={styles.text}>
            {usedBy.length === 1 ? 'This dataflow uses it and loses' : 'These dataflows use it and lose'} the
            connection:
          </p>
          <ul className={styles.list}>
            {usedBy.map(({ dataflow, side }) => (
              <li key={`${dataflow} ${side}`}>
                {dataflow} ({side})
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={styles.text}>
          No dataflow uses it.{' '}
          {restore.allowed ? 'You can undo this for ten seconds.' : `You cannot undo it. ${restore.reason}`}
        </p>
      )}
    </ConfirmDialog>
  )
}
