'use client'

import { Button, makeStyles, Spinner } from '@fluentui/react-components'
import { FailureText } from '@/components/shell/failure-text'
import { DialogShell } from '@/components/ui/dialog-shell'
import dynamic from 'next/dynamic'
import { useEffect, useEffectEvent, useState } from 'react'
import { late } from '@/components/ui/late'
import { Notice } from '@/components/ui/notice'
import type { Failure } from '@/lib/core/result'
import { previewEndpoint } from '@/lib/endpoints/actions'
import { isFieldConflict } from '@/lib/core/editing'
import type { ConflictFailure, Preview } from '@/lib/endpoints/editing'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { ReviewImpact } from '../impact/review-impact'

import type { Opening } from './opening'

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
export function ReviewDialog({
  instanceId,
  opening,
  name,
  base,
  values,
  inUse,
  onApply,
  onFailure,
  onClose,
}: {
  instanceId: string
  opening: Opening
  name: string
  base: EndpointValues
  values: EndpointValues
  /** Bridges use it: what this does to them is told as well. */
  inUse: boolean
  onApply: () => void
  onFailure: (failure: Failure | ConflictFailure) => void
  onClose: () => void
}) {
  const styles = useStyles()
  const [preview, setPreview] = useState<Preview>()
  const [failure, setFailure] = useState<Failure>()
  const creating = opening.kind === 'new'

  const settle = useEffectEvent((result: Awaited<ReturnType<typeof previewEndpoint>>) => {
    if (result.ok) return setPreview(result.value)
    if (result.failure.issues?.length || isFieldConflict(result.failure)) return onFailure(result.failure)
    setFailure(result.failure)
  })
  const ask = useEffectEvent(() => {
    const draft = { instance: instanceId, type: opening.type.id, name, values }
    return opening.kind === 'new'
      ? previewEndpoint({ intent: 'create', ...draft })
      : previewEndpoint({ intent: 'update', ...draft, uid: opening.detail.resource.metadata.uid ?? '', base })
  })
  useEffect(() => {
    let current = true
    ask().then(
      (result) => current && settle(result),
      () => current && settle({ ok: false, failure: silent }),
    )
    return () => {
      current = false
    }
  }, [])

  return (
    <DialogShell
      title={`Review: ${creating ? `new endpoint “${name}”` : `changes to “${name}”`}`}
      size="large"
      className={styles.content}
      onClose={onClose}
      actions={
        <>
          {' '}
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
      {inUse && !failure && (
        <ReviewImpact instanceId={instanceId} type={opening.type} name={name} base={base} values={values} />
      )}
      {preview && <Outcome preview={preview} creating={creating} />}
    </DialogShell>
  )
}

const silent: Failure = {
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
