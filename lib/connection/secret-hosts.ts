import { hostName, splitHost } from '@/lib/core/host'
import { namesInVault } from '@/lib/secrets/lineage-vault'
import type { SecretRow } from '@/lib/secrets/owner'
import type { ProviderClassRow } from '@/lib/secrets/provider-class-row'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import type { PickedSecret } from './inputs'

type Endpoint = { host: string; method: string; secrets?: readonly string[] }

/** The hosts to which saved endpoints present the client certificate of a Secret. */
export const hostsOfSecret = (endpoints: readonly Endpoint[], secret: string): string[] => [
  ...new Set(
    endpoints
      .filter(({ method, secrets = [] }) => method === 'X509Certificate' && secrets.includes(secret))
      .map(({ host }) => host),
  ),
]

/** Is it the same name and port? Another port of a machine is another program. */
export const sameHost = (one: string, other: string): boolean =>
  hostName(one) === hostName(other) && splitHost(one).port === splitHost(other).port

/** A Secret of the cluster and the secrets of a vault that it is made of. No vault where its provider class is gone. */
export type MadeOf = { secret: string; vault?: string; names: readonly string[] }

export const madeOf = (
  syncs: readonly SyncedSecretRow[],
  classes: readonly ProviderClassRow[],
  written: readonly Pick<SecretRow, 'name' | 'sources'>[],
): MadeOf[] => [
  ...syncs.map((sync) => {
    const providerClass = classes.find(({ name }) => name === sync.providerClass)
    return { secret: sync.name, vault: providerClass?.vault, names: namesInVault({ sync, providerClass }) }
  }),
  ...written.flatMap(({ name, sources }) =>
    sources.map(({ vault, secret }) => ({ secret: name, vault, names: [secret] })),
  ),
]

/**
 * The hosts that a secret of a vault is stored for: saved endpoints present to them what is made of it. None where nothing
 * uses it yet.
 */
export const hostsOfPicked = (
  { vault, secret }: PickedSecret,
  made: readonly MadeOf[],
  endpoints: readonly Endpoint[],
): string[] => [
  ...new Set(
    made
      .filter((one) => !one.vault || sameName(one.vault, vault))
      .filter(({ names }) => names.some((name) => sameName(withoutIndex(name), secret)))
      .flatMap((one) => hostsOfSecret(endpoints, one.secret)),
  ),
]

/** Vaults compare names without case. */
const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Where a provider class fetches several versions of a secret, they are `name/0`, `name/1` and so on. */
const withoutIndex = (name: string) => name.replace(/(\/\d+)+$/, '')
