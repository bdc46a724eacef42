'use client'

import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { HandRightRegular } from '@fluentui/react-icons/svg/hand-right'
import dynamic from 'next/dynamic'
import { useState, useTransition } from 'react'
import { answered, lostRepeatable } from '@/components/shell/lost-answer'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { Notice } from '@/components/ui/notice'
import { useServerNow } from '@/components/ui/server-clock'
import type { Failure } from '@/lib/core/result'
import { writtenLineage } from '@/lib/secrets/lineage-written'
import type { SecretRow } from '@/lib/secrets/owner'
import { createRotation, type NewKeyValue } from '@/lib/secrets/rotation'
import { FailureNotice } from '../failure-notice'
import { createRunner } from '../run/runner'
import { ChainCells } from './chain-cells'
import { ExpiryBadge } from './expiry-badge'
import { KeyTable } from './key-table'
import { needed } from './needed'
import { QuietMark } from './quiet-mark'
import { StripFrame } from './strip-frame'
import { useInView } from './use-in-view'
import { useSecretState } from './use-secret-state'
import { writeAgain, writtenDriver } from './written-driver'

const RotateDialog = dynamic(
  late(() => import('./rotate-dialog').then((module) => module.RotateDialog)),
  { ssr: false },
)
const DeleteSecretDialog = dynamic(
  late(() => import('./delete-dialog').then((module) => module.DeleteSecretDialog)),
  {
    ssr: false,
  },
)

/** One Secret that the portal wrote itself: nothing renews it, so what the sync does elsewhere is done here by hand. */
export function WrittenStrip({
  instanceId,
  row,
  endpoints,
  onChanged,
}: {
  instanceId: string
  row: SecretRow
  endpoints: readonly string[]
  onChanged: () => void
}) {
  const now = useServerNow()
  const { name, sources, resourceVersion } = row
  const { ref, inView } = useInView<HTMLLIElement>()
  const againAfter = () => 60_000
  const { state, failure, reading } = useSecretState(instanceId, name, resourceVersion, { inView, againAfter })
  const lineage = writtenLineage({
    secret: row,
    vault: state?.vault && new Map(state.vault),
    verification: state?.verification,
    endpoints,
    now,
  })
  const [open, setOpen] = useState<'rotate' | 'delete'>()
  const mayWrite = useRight(...needed['write-again'])
  const mayRotate = useRight(...needed['rotate-written'])
  const [trouble, setTrouble] = useState<Failure>()
  const [pending, startTransition] = useTransition()
  const job = { instance: instanceId, name, sources }
  const write = () =>
    startTransition(async () => {
      setTrouble(undefined)
      const written = await answered(writeAgain(job), lostRepeatable)
      if (written.ok) onChanged()
      else setTrouble(written.failure)
    })
  const rotate = (values: readonly NewKeyValue[]) =>
    createRunner(
      { stores: true, extension: false, endpoint: false },
      writtenDriver({ ...job, rotation: createRotation(values) }),
    )

  return (
    <StripFrame
      ref={ref}
      name={name}
      marks={
        <>
          <QuietMark icon={<HandRightRegular />}>Written by Sluice, rotation is manual</QuietMark>
          <ExpiryBadge expiry={lineage.expiry} />
        </>
      }
      refresh={
        sources.length > 0 && (
          <GuardedButton
            leave={mayWrite}
            appearance="subtle"
            icon={<ArrowSyncRegular />}
            aria-label={`Write again: ${name}`}
            aria-busy={pending}
            onClick={write}
          >
            Write again
          </GuardedButton>
        )
      }
      rotate={mayRotate}
      remove={useRight('secrets.delete-written')}
      onRotate={() => setOpen('rotate')}
      onDelete={() => setOpen('delete')}
    >
      {trouble && <FailureNotice failure={trouble} />}
      {failure && <FailureNotice failure={failure} />}
      {state?.problem && (
        <Notice intent="warning" title="The content of the Secret could not be checked.">
          {state.problem}
        </Notice>
      )}
      <ChainCells
        instanceId={instanceId}
        lineage={lineage}
        endpoints={endpoints}
        reading={reading}
        pending={pending ? 'write-again' : undefined}
        store={mayRotate}
        onRepair={({ kind }) => (kind === 'write-again' ? write() : setOpen('rotate'))}
      />
      {state?.verification && (
        <KeyTable verification={state.verification} open={lineage.drift.length > 0 || lineage.usable === false} />
      )}
      {open === 'rotate' && (
        <RotateDialog
          name={name}
          data={sources.map(({ targetKey, secret }) => ({ targetKey, sourcePath: secret }))}
          vault={sources[0]?.vault}
          start={rotate}
          onClose={() => {
            setOpen(undefined)
            onChanged()
          }}
        />
      )}
      {open === 'delete' && (
        <DeleteSecretDialog
          instanceId={instanceId}
          row={row}
          endpoints={endpoints}
          onClose={() => {
            setOpen(undefined)
            onChanged()
          }}
        />
      )}
    </StripFrame>
  )
}
