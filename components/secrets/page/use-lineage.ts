'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Seed } from '@/components/shell/use-feed'
import { useServerNow } from '@/components/ui/server-clock'
import type { Failure } from '@/lib/core/result'
import { lineageOf } from '@/lib/secrets/lineage'
import type { Lineage } from '@/lib/secrets/lineage-types'
import type { SecretState } from '@/lib/secrets/overview'
import { secretState } from '@/lib/secrets/queries'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'

/** While something is on its way the vault is asked often; the cluster tells of its own changes by itself. */
export const askAgainAfter = ({ first, drift }: Pick<Lineage, 'first' | 'drift'>): number =>
  first === undefined && drift.length === 0 ? 60_000 : 10_000

/** One synced secret's chain, out of the live rows and of what the server finds in vault and Secret. */
export function useLineage(
  instanceId: string,
  row: SyncedSecretRow,
  classes: Seed<'provider-classes'> | undefined,
  endpoints: readonly string[],
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
  const { data, refetch } = useQuery({
    ...secretState(instanceId, row.name, version),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => askAgainAfter(lineage(state.data?.ok ? state.data.value : undefined)),
  })
  const state = data?.ok ? data.value : undefined
  const failure: Failure | undefined = data && !data.ok ? data.failure : undefined
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
  return { lineage: shown, state, failure, loaded: data !== undefined, refetch, providerClass: found }
}
