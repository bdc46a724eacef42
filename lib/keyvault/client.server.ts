import 'server-only'
import { readFileSync } from 'node:fs'
import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets'
import { settings } from '@/lib/core/env.server'
import { processWide } from '@/lib/core/process-wide.server'
import { failed, success, type Result } from '@/lib/core/result'
import type { VaultAddress, VaultCredential, VaultSettings } from '@/lib/core/vault-settings'
import { allowedVault } from './allow-list'
import { credentialFor } from './credential.server'
import { patiencePolicy } from './patience'

/** A vault's client, once it has made its first call. */
export type OpenVault = { name: string; client: SecretClient }

type Held = { client: SecretClient; warm?: Promise<void> }

/** How long the waits of one throttled request may add up to before somebody is told. */
const throttleLimitMs = 20_000

/** How long any one call may take, waits included. */
export const vaultDeadlineMs = 45_000

/**
 * The client of a vault of the allow list: one per vault and process, since each signs in and pools connections by itself.
 * Its very first call is awaited alone: two first calls at once have sent a body unauthenticated and lost another one.
 */
export const openVault = async (name: string): Promise<Result<OpenVault>> => {
  const { keyVaults } = settings()
  if (!keyVaults) return failed(noVaults)
  const address = allowedVault(keyVaults.vaults, name)
  if (!address.ok) return address
  const held = heldClient(address.value, keyVaults)
  held.warm ??= warmUp(held)
  await held.warm
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
  ],
  userAgentOptions: { userAgentPrefix: 'sluice' },
  ...(credential.kind === 'sandbox' && {
    tlsOptions: { ca: readFileSync(credential.caFile, 'utf8') },
    // The sandbox's vault is not at vault.azure.net. Its token is worth nothing elsewhere, and only loopback is allowed.
    disableChallengeResourceVerification: true,
  }),
})

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** One cheap read. How it ends does not matter, only that it has ended; whatever is wrong shows in the call that follows. */
const warmUp = async (held: Held): Promise<void> => {
  try {
    const pages = held.client
      .listPropertiesOfSecrets({ abortSignal: AbortSignal.timeout(10_000) })
      .byPage({ maxPageSize: 1 })
    await pages.next()
  } catch (error) {
    const answered = typeof error === 'object' && error !== null && 'statusCode' in error
    // Nobody signed in yet, so the next call is the first one again.
    if (!answered) held.warm = undefined
  }
}
