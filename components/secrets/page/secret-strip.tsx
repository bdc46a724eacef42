'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Seed } from '@/components/shell/use-feed'
import { Notice } from '@/components/ui/notice'
import { restoresFocus } from '@/components/ui/restore-focus'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { FailureNotice } from '../failure-notice'
import { ChainCells } from './chain-cells'
import { ExpiryBadge } from './expiry-badge'
import { KeyTable } from './key-table'
import { useLineage } from './use-lineage'
import { useRepair } from './use-repair'

const RotateDialog = dynamic(() => import('./rotate-dialog').then((module) => module.RotateDialog), { ssr: false })
const DeleteSecretDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteSecretDialog), {
  ssr: false,
})

const useStyles = makeStyles({
  strip: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    listStyleType: 'none',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  gap: { flexGrow: 1 },
})

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
  const styles = useStyles()
  const { lineage, state, failure, loaded, refetch, providerClass } = useLineage(instanceId, row, classes, endpoints)
  const { pending, trouble, sync, repair } = useRepair(instanceId, row, () => void refetch())
  const [open, setOpen] = useState<'rotate' | 'delete'>()
  const { name } = row

  return (
    <li className={styles.strip} aria-labelledby={`secret-${name}`} data-secret={name}>
      <div className={styles.head}>
        <h2 id={`secret-${name}`} className={styles.name}>
          {name}
        </h2>
        <ExpiryBadge expiry={lineage.expiry} />
        <span className={styles.gap} />
        <Button
          appearance="subtle"
          icon={<ArrowSyncRegular />}
          aria-label={`Sync now: ${name}`}
          onClick={sync}
          aria-busy={pending === 'sync-now'}
        >
          Sync now
        </Button>
        <Button
          {...restoresFocus}
          appearance="subtle"
          icon={<EditRegular />}
          aria-label={`Rotate ${name}`}
          onClick={() => setOpen('rotate')}
        >
          Rotate
        </Button>
        <Button
          {...restoresFocus}
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={`Delete ${name}`}
          onClick={() => setOpen('delete')}
        >
          Delete
        </Button>
      </div>
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
        loaded={loaded}
        pending={pending}
        onRepair={(one) => (one.kind === 'store-again' ? setOpen('rotate') : repair(one))}
      />
      {state?.verification && (
        <KeyTable verification={state.verification} open={lineage.drift.length > 0 || lineage.usable === false} />
      )}
      {open === 'rotate' && (
        <RotateDialog
          instanceId={instanceId}
          row={row}
          lost={lineage.lost}
          vault={providerClass?.vault}
          onClose={() => {
            setOpen(undefined)
            void refetch()
          }}
        />
      )}
      {open === 'delete' && (
        <DeleteSecretDialog
          instanceId={instanceId}
          row={row}
          endpoints={endpoints}
          onClose={() => setOpen(undefined)}
        />
      )}
    </li>
  )
}
