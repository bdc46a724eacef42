import 'server-only'
import { readFileSync } from 'node:fs'
import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets'
import { settings } from '@/lib/core/env.server'
import { processWide } from '@/lib/core/process-wide.server'
import { failed, success, type Result } from '@/lib/core/result'
import type { VaultAddress, VaultCredential, VaultSettings } from '@/lib/core/vault-settings'
import { allowedVault } from './allow-list'
import { credentialFor } from './credential.server'
import { vaultFailure, type VaultFailure } from './failures'
import { metricsPolicy } from './metrics-policy.server'
import { patiencePolicy, sleep } from './patience'

/** A vault's client, once it has made its first call. */
export type OpenVault = { name: string; client: SecretClient }

type Held = { client: SecretClient; warm?: Promise<VaultFailure | undefined> }

/** How long the waits of one throttled request may add up to before somebody is told. */
const throttleLimitMs = 20_000

/** How long any one call may take, waits included: a write is not given up while the vault only asks for patience. */
export const vaultDeadlineMs = 45_000

/** How long somebody who looks at a screen waits for a sign of life. */
export const vaultSilenceMs = 10_000

/**
 * The client of a vault of the allow list: one per vault and process, since each signs in and pools connections by itself.
 * Its very first call is awaited alone: two first calls at once have sent a body unauthenticated and lost another one.
 * While a vault gives no sign of life, that first call is also the last: nothing else is sent to it.
 */
export const openVault = async (name: string): Promise<Result<OpenVault, VaultFailure>> => {
  const { keyVaults } = settings()
  if (!keyVaults) return failed(noVaults)
  const address = allowedVault(keyVaults.vaults, name)
  if (!address.ok) return address
  const held = heldClient(address.value, keyVaults)
  held.warm ??= warmUp(held, address.value.name)
  const silent = await held.warm
  if (silent) return failed(silent)
  return success({ name: address.value.name, client: held.client })
}

/** The vaults of the configuration, by name. */
export const configuredVaults = (): readonly VaultAddress[] => settings().keyVaults?.vaults ?? []

const noVaults = {
  code: 'unsupported' as const,
  message: 'This portal has no Key Vault configured.',
  next: 'Whoever runs the portal can name one in SLUICE_KEY_VAULTS.',
}

const clients = () => processWide('sluice.keyvault.clients', () => new Map<string, Held>())

const heldClient = ({ url }: VaultAddress, { credential }: VaultSettings): Held => {
  const known = clients().get(url)
  if (known) return known
  const held: Held = { client: new SecretClient(url, credentialFor(credential), clientOptions(credential)) }
  clients().set(url, held)
  return held
}

const clientOptions = (credential: VaultCredential): SecretClientOptions => ({
  // Retries of the library repeat writes, and every write of a secret is one more version of it for ever.
  retryOptions: { maxRetries: 0 },
  additionalPolicies: [
    {
      policy: patiencePolicy({ limitMs: throttleLimitMs, sleep, now: Date.now, random: Math.random }),
      position: 'perCall',
    },
    { policy: metricsPolicy, position: 'perRetry' },
  ],
  userAgentOptions: { userAgentPrefix: 'sluice' },
  ...(credential.kind === 'sandbox' && {
    tlsOptions: { ca: readFileSync(credential.caFile, 'utf8') },
    // The sandbox's vault is not at vault.azure.net. Its token is worth nothing elsewhere, and only loopback is allowed.
    disableChallengeResourceVerification: true,
  }),
})

/**
 * One cheap read. Whatever the vault says to it, a refusal included, the sign-in is settled; that it says nothing, or that
 * it cannot answer now, is how every other call would end too.
 */
const warmUp = async (held: Held, vault: string): Promise<VaultFailure | undefined> => {
  try {
    const pages = held.client
      .listPropertiesOfSecrets({ abortSignal: AbortSignal.timeout(vaultSilenceMs) })
      .byPage({ maxPageSize: 1 })
    await pages.next()
    return undefined
  } catch (error) {
    const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
    if (typeof status === 'number' && status < 500) return undefined
    // Nobody signed in yet, so the next call is the first one again.
    held.warm = undefined
    return vaultFailure(error, { verb: 'list', vault })
  }
}
