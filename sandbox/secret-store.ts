import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Pki, writePrivate } from './cluster/pki.ts'
import { startSecretSync } from './secret-sync/start.ts'
import { seed } from './vault/seed.ts'
import { startVault } from './vault/start.ts'

/** The vault's name in provider classes, as the seeded plant writes it (`keyvaultName`). */
const VAULT_NAME = 'kv-plant-07'

/** How long the start waits for the first sync. */
const FIRST_SYNC_MS = 3_000

/** Where a client finds the vault and what opens it; `ca` and `token` are paths of files. */
export interface VaultAddress {
  name: string
  url: string
  ca: string
  token: string
}

export interface SecretStoreOptions {
  /** The directory of the sandbox, in which the cluster has been started. */
  directory: string
  kubeconfig: string
  /** Where SecretSyncs are synced; in all namespaces when absent. */
  namespace?: string | undefined
  /** Forget all secrets first. */
  reset: boolean
  /** Generated secrets to have beside the seeded ones. */
  fill: number
}

/** Starts the vault beside the cluster, and the controller that syncs secrets from one to the other. */
export async function startSecretStore({
  directory,
  kubeconfig,
  namespace,
  reset,
  fill,
}: SecretStoreOptions): Promise<{ vault: VaultAddress; stop(): Promise<void> }> {
  const path = (...parts: string[]) => join(resolve(directory), ...parts)
  const pki = await Pki.open(path('pki'))
  const pair = await pki.kept('vault', 'api', { name: VAULT_NAME, days: 365, hosts: ['127.0.0.1', 'localhost'] })
  const vault = await startVault({
    dir: path('vault'),
    tls: { ...pair, ca: pki.ca('api') },
    seed: (store) => seed(store, pki),
    reset,
    fill,
  })
  const ca = path('vault', 'ca.crt')
  writePrivate(ca, vault.ca)
  const { url, token } = vault
  const secretSync = startSecretSync({
    kubeconfig,
    namespace,
    vaults: [{ name: VAULT_NAME, url, token, ca: vault.ca }],
  })
  // The seeded endpoints need their Secrets; a cluster that plays dead must not keep the sandbox from starting.
  await Promise.race([secretSync.settled, wait(FIRST_SYNC_MS)])
  return {
    vault: { name: VAULT_NAME, url, ca, token: path('vault', 'token') },
    async stop() {
      await secretSync.stop()
      await vault.stop()
    },
  }
}
