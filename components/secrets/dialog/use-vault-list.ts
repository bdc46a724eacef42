'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { freshVaultSecrets, vaultSecrets } from '@/lib/secrets/queries'

/** The secrets of a vault: what is known of them, whether they are being read, and how to have them read anew. */
export function useVaultList(instanceId: string, vault: string) {
  const client = useQueryClient()
  const { data, isFetching } = useQuery(vaultSecrets(instanceId, vault))
  const list = data?.ok ? data.value : undefined
  return {
    list,
    /** Why there is no list. Not while another try is under way. */
    failure: data && !data.ok && !isFetching ? data.failure : undefined,
    reading: isFetching,
    refresh: () => {
      const queryFn = ({ signal }: { signal: AbortSignal }) => freshVaultSecrets(instanceId, vault, signal)
      void client.prefetchQuery({ ...vaultSecrets(instanceId, vault), queryFn, staleTime: 0 })
    },
  }
}
