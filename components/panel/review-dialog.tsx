'use client'

import { Button, makeStyles, Spinner } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { answered } from '@/components/shell/lost-answer'
import { DialogShell } from '@/components/ui/dialog-shell'
import { late } from '@/components/ui/late'
import { Notice } from '@/components/ui/notice'
import { isFieldConflict, type ConflictFailure, type Preview } from '@/lib/core/editing'
import type { Failure, Result } from '@/lib/core/result'

const DiffView = dynamic(
  late(() => import('@/components/ui/diff-view').then((module) => module.DiffView)),
  { ssr: false },
)

const useStyles = makeStyles({
  content: { minHeight: '160px' },
  text: { margin: 0 },
})

/**
 * What Apply will write, before it is written: the API server's own answer to a dry run, as a difference of YAML. Field
 * errors and conflicts go back to the form.
 */
export function ReviewDialog<Values>({
  title,
  creating,
  ask,
  children,
  onApply,
  onFailure,
  onClose,
}: {
  title: string
  /** Of something that is not there yet. */
  creating: boolean
  /** Asks for the dry run, once. */
  ask: () => Promise<Result<Preview, Failure | ConflictFailure<Values>>>
  /** What else Apply does, beside what it writes. */
  children?: ReactNode
  onApply: () => void
  onFailure: (failure: Failure | ConflictFailure<Values>) => void
  onClose: () => void
}) {
  const styles = useStyles()
  const [preview, setPreview] = useState<Preview>()
  const [failure, setFailure] = useState<Failure>()

  const settle = useEffectEvent((result: Awaited<ReturnType<typeof ask>>) => {
    if (result.ok) return setPreview(result.value)
    if (result.failure.issues?.length || isFieldConflict(result.failure)) return onFailure(result.failure)
    setFailure(result.failure)
  })
  const begin = useEffectEvent(ask)
  useEffect(() => {
    let current = true
    void answered(begin(), lost).then((result) => current && settle(result))
    return () => {
      current = false
    }
  }, [])

  return (
    <DialogShell
      title={title}
      size="large"
      className={styles.content}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" onClick={onApply}>
            Apply
          </Button>
          <Button onClick={onClose}>Back to the form</Button>
        </>
      }
    >
      {failure && (
        <Notice intent="error" title={failure.message}>
          <FailureText failure={failure} />
        </Notice>
      )}
      {!failure && !preview && <Spinner label="Asking the cluster what this would write …" />}
      {!failure && children}
      {preview && <Outcome preview={preview} creating={creating} />}
    </DialogShell>
  )
}

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer.',
  next: 'Nothing has been written. Go back and try again.',
}

function Outcome({ preview: { before, after, unchecked }, creating }: { preview: Preview; creating: boolean }) {
  const styles = useStyles()
  if (before === after)
    return <Notice intent="info">Nothing would change: the cluster holds these values already.</Notice>
  return (
    <>
      <p className={styles.text}>
        {creating
          ? 'This is what will be created. Defaults that are not set here are not written.'
          : 'Only the marked lines change; everything else on the object stays as it is.'}{' '}
        {!unchecked && 'The API server has checked it in a dry run.'}
      </p>
      {unchecked && <Notice intent="warning">{unchecked}</Notice>}
      <DiffView before={before} after={after} label="Difference as YAML" />
    </>
  )
}
