import { failed, success, type Result } from '@/lib/core/result'
import type { VaultAddress } from '@/lib/core/vault-settings'

/**
 * The configured vault of this name. A provider class is an object that others write; the name in it chooses among the
 * vaults of the configuration and never makes an address, so no token can be asked for on behalf of another host.
 */
export const allowedVault = (vaults: readonly VaultAddress[], name: string): Result<VaultAddress> => {
  const found = vaults.find((vault) => vault.name.toLowerCase() === name.toLowerCase())
  if (found) return success(found)
  const shown = /^[0-9A-Za-z-]{1,127}$/.test(name) ? `“${name}”` : 'of this name'
  return failed({
    code: 'forbidden',
    message: `The vault ${shown} is not among those that this portal may use.`,
    next: 'Whoever runs the portal can add it to SLUICE_KEY_VAULTS.',
  })
}
