'use client'

import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import type { Seed } from '@/components/shell/use-feed'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { Notice } from '@/components/ui/notice'
import { createRotation, type NewKeyValue } from '@/lib/secrets/rotation'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { FailureNotice } from '../failure-notice'
import { createRunner } from '../run/runner'
import { ChainCells } from './chain-cells'
import { ExpiryBadge } from './expiry-badge'
import { KeyTable } from './key-table'
import { needed } from './needed'
import { rotateDriver } from './rotate-driver'
import { StripFrame } from './strip-frame'
import { useInView } from './use-in-view'
import { useLineage } from './use-lineage'
import { useRepair } from './use-repair'

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

/** One synced secret: its chain from the vault to the endpoints, and what can be done about it. */
export function SecretStrip({
  instanceId,
  row,
  classes,
  endpoints,
}: {
  instanceId: string
  row: SyncedSecretRow
  classes: Seed<'provider-classes'> | undefined
  endpoints: readonly string[]
}) {
  const client = useQueryClient()
  const { ref, inView } = useInView<HTMLLIElement>()
  const { lineage, state, failure, reading, refetch, providerClass } = useLineage(
    instanceId,
    row,
    classes,
    endpoints,
    inView,
  )
  const { pending, trouble, sync, repair } = useRepair(instanceId, row, refetch)
  const [open, setOpen] = useState<'rotate' | 'delete'>()
  const mayRotate = useRight(...needed.rotate)
  const { name } = row
  const rotate = (values: readonly NewKeyValue[]) => {
    const { lost } = lineage
    const rotation = createRotation(values)
    const job = { instance: instanceId, name, providerClass: row.providerClass, lost, rotation, client }
    const plan = { stores: true, extension: true, endpoint: false }
    return createRunner(plan, rotateDriver(job), { labels: { 'sync-object': 'Ask the sync for it now' } })
  }

  return (
    <StripFrame
      ref={ref}
      name={name}
      marks={<ExpiryBadge expiry={lineage.expiry} />}
      refresh={
        <GuardedButton
          leave={useRight(...needed['sync-now'])}
          appearance="subtle"
          icon={<ArrowSyncRegular />}
          aria-label={`Sync now: ${name}`}
          onClick={sync}
          aria-busy={pending === 'sync-now'}
        >
          Sync now
        </GuardedButton>
      }
      rotate={mayRotate}
      remove={useRight('secrets.delete')}
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
        pending={pending}
        store={mayRotate}
        onRepair={(one) => (one.kind === 'store-again' ? setOpen('rotate') : repair(one))}
      />
      {state?.verification && (
        <KeyTable verification={state.verification} open={lineage.drift.length > 0 || lineage.usable === false} />
      )}
      {open === 'rotate' && (
        <RotateDialog
          name={name}
          data={row.data}
          vault={providerClass?.vault}
          start={rotate}
          onClose={() => {
            setOpen(undefined)
            refetch()
          }}
        />
      )}
      {open === 'delete' && (
        <DeleteSecretDialog
          instanceId={instanceId}
          row={row}
          providerClass={row.providerClass}
          endpoints={endpoints}
          onClose={() => setOpen(undefined)}
        />
      )}
    </StripFrame>
  )
}
