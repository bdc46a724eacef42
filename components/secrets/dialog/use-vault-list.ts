'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { vaultSecrets } from '@/lib/secrets/queries'

/** The secrets of a vault: what is known of them, whether they are being read, and how to have them read anew. */
export function useVaultList(instanceId: string, vault: string) {
  const client = useQueryClient()
  const { data, isFetching } = useQuery(vaultSecrets(instanceId, vault))
  const list = data?.list
  return {
    list,
    /** Why there is no newer list. Where there is none at all, not while another try is under way. */
    failure: list || !isFetching ? data?.failure : undefined,
    reading: isFetching,
    refresh: () => void client.prefetchQuery(vaultSecrets(instanceId, vault, { fresh: true })),
  }
}
