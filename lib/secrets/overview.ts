import type { SecretRow } from './owner'
import type { VaultFact } from './lineage-types'
import type { Verification } from './verification'

/** What a form knows before a secret is picked. `now` is the server's clock. */
export type SecretOverview = {
  /** Is the Secret Store extension there? Otherwise the portal writes Secrets itself, and rotation is by hand. */
  extension: boolean
  /** Names of the vaults this portal may use. */
  vaults: string[]
  /** The instance's own provider class, when there is no doubt which one that is. */
  providerClass?: string
  providerClasses: { name: string; vault: string }[]
  now: number
}

/** The Secrets that the portal wrote itself, which nothing renews. `now` is the server's clock. */
export type WrittenSecrets = { now: number; secrets: SecretRow[] }

/** What is known around one synced secret besides the live rows: the rest of a `LineageInput`, as it travels. */
export type SecretState = {
  now: number
  secret?: SecretRow | 'absent'
  verification?: Verification
  problem?: string
  /** Names in lower case: the vault compares them without case. */
  vault?: [string, VaultFact][]
}
