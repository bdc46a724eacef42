'use client'

import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { useState, useTransition } from 'react'
import { answered, lostRepeatable } from '@/components/shell/lost-answer'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Failure, Result } from '@/lib/core/result'
import { deleteSyncedSecret, deleteWrittenSecret } from '@/lib/secrets/actions'
import type { KeptEntries } from '@/lib/secrets/deletion'
import { FailureNotice } from '../failure-notice'
import { deletedNotice } from './deleted-notice'

const useStyles = makeStyles({
  text: { margin: 0 },
  reason: { display: 'block', fontSize: tokens.fontSizeBase200 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
})

/** Asks before a secret is deleted: names the endpoints that would lose it and then wants its name typed. */
export function DeleteSecretDialog({
  instanceId,
  row,
  providerClass,
  endpoints,
  onClose,
}: {
  instanceId: string
  row: { name: string; uid: string }
  /** The one that lists its sources; none for a Secret that the portal wrote itself. */
  providerClass?: string
  endpoints: readonly string[]
  onClose: () => void
}) {
  const styles = useStyles()
  const notify = useNotify()
  const entries = useRight('secrets.list-objects')
  const [removeEntries, setRemoveEntries] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [pending, startTransition] = useTransition()
  const { name, uid } = row
  const used = endpoints.length > 0
  const kind = providerClass === undefined ? 'Secret' : 'Synced secret'

  const remove = () =>
    startTransition(async () => {
      setFailure(undefined)
      const input = { instance: instanceId, name, uid, ...(used && { typed: name }) }
      // Each kind needs a right of its own in the cluster.
      const work: Promise<Result<{ name: string; kept?: KeptEntries }>> =
        providerClass === undefined ? deleteWrittenSecret(input) : deleteSyncedSecret({ ...input, removeEntries })
      const result = await answered(work, lostRepeatable)
      if (!result.ok) return setFailure(result.failure)
      onClose()
      notify(deletedNotice({ kind, name, providerClass, kept: result.value.kept }))
    })

  return (
    <ConfirmDialog
      title={`Delete ${kind.toLowerCase()} “${name}”?`}
      confirm={{ label: 'Delete', pending: 'Deleting …' }}
      pending={pending}
      danger
      typed={used ? name : undefined}
      onConfirm={remove}
      onCancel={onClose}
    >
      {failure && <FailureNotice failure={failure} />}
      {used ? (
        <>
          <p className={styles.text}>
            {endpoints.length === 1 ? 'This endpoint uses it and cannot' : 'These endpoints use it and cannot'} connect
            without it:
          </p>
          <ul className={styles.list}>
            {endpoints.map((endpoint) => (
              <li key={endpoint}>{endpoint}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className={styles.text}>No endpoint uses it.</p>
      )}
      <p className={styles.text}>
        {providerClass === undefined ? 'The Kubernetes Secret goes.' : 'The sync object and its Kubernetes Secret go.'}{' '}
        What is in the vault stays, so it can be made again.
      </p>
      {providerClass !== undefined && (
        <Checkbox
          disabled={!entries.allowed}
          label={
            <>
              Take entries that nothing else uses off the provider class “{providerClass}”
              {!entries.allowed && <span className={styles.reason}>{entries.reason}</span>}
            </>
          }
          checked={removeEntries}
          onChange={(_, data) => setRemoveEntries(data.checked === true)}
        />
      )}
    </ConfirmDialog>
  )
}
