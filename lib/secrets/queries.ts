import { queryOptions } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { Failure, Result } from '@/lib/core/result'
import type { VaultList } from '@/lib/keyvault/vault-list'
import type { SecretOverview, SecretState, WrittenSecrets } from './overview'

export const secretKeys = {
  overview: (instance: string) => ['instance', instance, 'secrets', 'overview'] as const,
  written: (instance: string) => ['instance', instance, 'secrets', 'written'] as const,
  vault: (instance: string, vault: string) => ['instance', instance, 'vault', vault] as const,
  state: (instance: string, name: string, resourceVersion: string) =>
    ['instance', instance, 'secrets', 'state', name, resourceVersion] as const,
}

/** Vaults, provider classes and whether there is a sync. Answers a `Result`: a failure is shown, not thrown. */
export const secretOverview = (instance: string) =>
  queryOptions({
    queryKey: secretKeys.overview(instance),
    queryFn: ({ signal }) => readFromPortal<SecretOverview>(paths.api.secrets(instance), signal),
    staleTime: 30_000,
    retry: false,
  })

/** The Secrets that the portal wrote itself. The cluster does not tell of their changes, so they are looked at again and again. */
export const writtenSecrets = (instance: string) =>
  queryOptions({
    queryKey: secretKeys.written(instance),
    queryFn: ({ signal }) => readFromPortal<WrittenSecrets>(paths.api.writtenSecrets(instance), signal),
    staleTime: 5_000,
    refetchInterval: 15_000,
    retry: false,
  })

/** A vault's list as far as it is known: what was read last, and why reading it once more did not work. */
export type VaultReading = { list?: VaultList; failure?: Failure }

/** A list that was read stays good to choose from when reading it anew fails. */
const readingAfter = (before: VaultReading | undefined, now: Result<VaultList>): VaultReading =>
  now.ok ? { list: now.value } : { list: before?.list, failure: now.failure }

/** The secrets of a vault for the picker. The server keeps its list for a minute; `fresh` asks the vault itself. */
export const vaultSecrets = (instance: string, vault: string, { fresh = false } = {}) => {
  const queryKey = secretKeys.vault(instance, vault)
  const path = `${paths.api.vault(instance, vault)}${fresh ? '?fresh' : ''}`
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) =>
      readingAfter(client.getQueryData<VaultReading>(queryKey), await readFromPortal<VaultList>(path, signal)),
    staleTime: fresh ? 0 : 60_000,
    retry: false,
  })
}

export const readSecretState = (instance: string, name: string, signal: AbortSignal) =>
  readFromPortal<SecretState>(paths.api.secret(instance, name), signal)

/**
 * What is known around one synced secret besides its live rows. Keyed by the sync object's version, so that each change
 * the cluster tells of is looked at once.
 */
export const secretState = (instance: string, name: string, resourceVersion: string) =>
  queryOptions({
    queryKey: secretKeys.state(instance, name, resourceVersion),
    queryFn: ({ signal }) => readSecretState(instance, name, signal),
    staleTime: 60_000,
    retry: false,
  })
