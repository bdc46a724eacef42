import type { VaultSecretRow } from './secret'

/** A vault's secrets, by name. `asOf` is when the vault was asked, epoch milliseconds of the server's clock. */
export type VaultList = { vault: string; secrets: VaultSecretRow[]; asOf: number }
