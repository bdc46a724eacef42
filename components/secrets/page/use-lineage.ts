'use client'

import { useMemo } from 'react'
import type { Seed } from '@/components/shell/use-feed'
import { useServerNow } from '@/components/ui/server-clock'
import { lineageOf } from '@/lib/secrets/lineage'
import type { Lineage } from '@/lib/secrets/lineage-types'
import type { SecretState } from '@/lib/secrets/overview'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { useSecretState } from './use-secret-state'

/** While something is on its way the vault is asked often; the cluster tells of its own changes by itself. */
const askAgainAfter = ({ first, drift }: Pick<Lineage, 'first' | 'drift'>): number =>
  first === undefined && drift.length === 0 ? 60_000 : 10_000

/** One synced secret's chain, out of the live rows and of what the server finds in vault and Secret. */
export function useLineage(
  instanceId: string,
  row: SyncedSecretRow,
  classes: Seed<'provider-classes'> | undefined,
  endpoints: readonly string[],
  inView: boolean,
) {
  const now = useServerNow()
  const found = classes?.rows.get(row.providerClass)
  const providerClass = found ?? (classes?.complete ? ('absent' as const) : undefined)
  const version = `${row.resourceVersion}.${found?.resourceVersion ?? ''}`
  const lineage = (state: SecretState | undefined): Lineage =>
    lineageOf({
      sync: row,
      providerClass,
      vault: state?.vault && new Map(state.vault),
      secret: state?.secret,
      verification: state?.verification,
      endpoints,
      now,
    })
  const { state, ...read } = useSecretState(instanceId, row.name, version, {
    inView,
    againAfter: (state) => askAgainAfter(lineage(state)),
  })
  const shown = useMemo(
    () =>
      lineageOf({
        sync: row,
        providerClass,
        vault: state?.vault && new Map(state.vault),
        secret: state?.secret,
        verification: state?.verification,
        endpoints,
        now,
      }),
    [row, providerClass, state, endpoints, now],
  )
  return { ...read, state, lineage: shown, providerClass: found }
}
