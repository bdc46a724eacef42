'use client'

import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { answered, lostRepeatable } from '@/components/shell/lost-answer'
import { DialogShell } from '@/components/ui/dialog-shell'
import { useState, useTransition } from 'react'
import { useServerNow } from '@/components/ui/server-clock'
import type { Failure } from '@/lib/core/result'
import { createCaConfigMap } from '@/lib/secrets/actions'
import { checkSyncedSecretName } from '@/lib/secrets/names'
import { FailureNotice } from '../failure-notice'
import { TrustValue } from './trust-value'
import { useTrust } from './use-trust'

const useStyles = makeStyles({
  content: { gap: tokens.spacingVerticalL },
})

/** A config map of trusted authorities from pasted or dropped PEM: certificates are listed, a private key is refused. */
export function TrustDialog({
  instanceId,
  offered,
  taken,
  onCreated,
  onClose,
}: {
  instanceId: string
  offered: string
  taken: readonly string[]
  onCreated: (name: string) => void
  onClose: () => void
}) {
  const styles = useStyles()
  const now = useServerNow()
  const [name, setName] = useState(offered)
  const [pem, setPem] = useState('')
  const [judged, setJudged] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [pending, startTransition] = useTransition()
  const examination = useTrust(pem, now)
  const { verdict } = examination

  const nameIssue = taken.includes(name.trim())
    ? 'There is already a config map of this name.'
    : name.trim() === ''
      ? 'Give the config map a name.'
      : checkSyncedSecretName(name.trim())
  const pemIssue =
    verdict.state === 'empty'
      ? 'Paste the certificates, or drop a file.'
      : verdict.state === 'refused'
        ? 'This cannot be used as it is; below it says why.'
        : undefined

  const submit = () => {
    setJudged(true)
    if (pending || nameIssue || pemIssue) return
    startTransition(async () => {
      setFailure(undefined)
      const wanted = name.trim()
      const result = await answered(createCaConfigMap({ instance: instanceId, name: wanted, pem }), lostRepeatable)
      if (result.ok) onCreated(wanted)
      else setFailure(result.failure)
    })
  }

  return (
    <DialogShell
      title="Create a trusted CA config map"
      size="medium"
      keep
      className={styles.content}
      onSubmit={submit}
      onClose={onClose}
      actions={
        <>
          {' '}
          <Button type="submit" appearance="primary" icon={pending ? <Spinner size="tiny" /> : undefined}>
            {pending ? 'Creating …' : 'Create'}
          </Button>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
        </>
      }
    >
      {failure && <FailureNotice failure={failure} />}
      <Field
        label="Config map name"
        required
        validationState={judged && nameIssue ? 'error' : 'none'}
        validationMessage={judged ? nameIssue : undefined}
      >
        <Input
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, data) => setName(data.value)}
        />
      </Field>
      <TrustValue pem={pem} examination={examination} error={judged ? pemIssue : undefined} onChange={setPem} />
    </DialogShell>
  )
}
