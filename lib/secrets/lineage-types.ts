import type { ExpiryLevel } from '@/lib/core/expiry'
import type { ProviderClassRow } from './provider-class-row'
import type { SecretRow } from './owner'
import type { SyncedSecretRow } from './synced-secret'
import type { Verification } from './verification'

/** What the vault says of a secret's newest version, or why nothing is known. Times are epoch milliseconds. */
export type VaultFact =
  | {
      state: 'present'
      version?: string
      updatedAt?: number
      enabled: boolean
      activatesOn?: number
      expiresOn?: number
      encoding?: string
    }
  | { state: 'absent' }
  | { state: 'deleted' }

/** Everything that is known around one synced secret. A part that is not known (yet) is `undefined`; *absent* is known. */
export type LineageInput = {
  sync: SyncedSecretRow
  providerClass?: ProviderClassRow | 'absent'
  /** By the object's name in the vault, lower case: the vault compares names without case. */
  vault?: ReadonlyMap<string, VaultFact>
  secret?: SecretRow | 'absent'
  verification?: Verification
  /** Endpoints that refer to the Secret. */
  endpoints: readonly string[]
  /** The server's clock. */
  now: number
}

export const linkIds = ['vault', 'provider-class', 'sync-object', 'secret', 'endpoints'] as const
export type LinkId = (typeof linkIds)[number]

/**
 * One link of the chain. `good`: known to be right; `attention`: works, but not for ever or not as it should; `waiting`:
 * under way; `broken`: nothing behind it can be right; `unknown`: not looked at, or not allowed to.
 */
export type Link = {
  id: LinkId
  label: string
  /** The object's own name, e.g. `spc-ops-0a1b2c`. */
  name: string
  state: 'good' | 'attention' | 'waiting' | 'broken' | 'unknown'
  /** One sentence. */
  says: string
  next?: string
  /** Since when it is as it is. */
  since?: number
  fingerprints: { what: string; fingerprint: string }[]
  repair?: LineageRepair
}

export type LineageRepair =
  /** Put lost entries back into the provider class. */
  | { kind: 'add-entries'; sourcePaths: string[] }
  | { kind: 'set-encoding'; sourcePath: string; encoding: 'hex' | 'base64' }
  | { kind: 'store-again'; sourcePath: string }
  | { kind: 'sync-now' }
  /** Write a Secret that nothing syncs from the vault once more. */
  | { kind: 'write-again' }

/** Where vault and Secret are not the same. */
export type Drift = {
  targetKey: string
  sourcePath?: string
  says: string
  /** SHA-256 of certificate or public half on each side, where known. */
  vault?: string
  secret?: string
}

export type Lineage = {
  name: string
  links: Link[]
  /** The first broken link, else the first that waits. */
  first?: LinkId
  drift: Drift[]
  /** Can an endpoint connect with it? Nothing until the Secret has been read. */
  usable?: boolean
  expiry: { level: ExpiryLevel; notBefore?: number; notAfter?: number; says?: string }
  /** Sources that the SecretSync names and the provider class no longer lists. */
  lost: string[]
}
