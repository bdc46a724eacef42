import type { SecretOverview } from '@/lib/secrets/overview'

/** Where the parts come from: a vault, and with the Secret Store extension the provider class that reads it. */
export type Source = { vault: string; providerClass?: string }

export type SourceAnswer =
  | { state: 'ready'; source: Source }
  /** Several fit: the operator chooses among these. */
  | { state: 'choose'; options: { value: string; label: string }[] }
  | { state: 'closed'; title: string; next: string }

/** Which vault and provider class a new synced secret uses, or why it cannot be made. */
export const sourceOf = (overview: SecretOverview, chosen: string | undefined): SourceAnswer => {
  const { extension, vaults, providerClass, providerClasses } = overview
  if (vaults.length === 0) {
    return {
      state: 'closed',
      title: 'This portal is connected to no Key Vault.',
      next: 'Name the vault in SLUICE_KEY_VAULTS and how to sign in to it in SLUICE_VAULT_CREDENTIAL, then start the portal again. A secret that is there already can be used by its name.',
    }
  }
  if (!extension) {
    const vault = chosen ?? (vaults.length === 1 ? vaults[0] : undefined)
    return vault && vaults.includes(vault)
      ? { state: 'ready', source: { vault } }
      : { state: 'choose', options: vaults.map((value) => ({ value, label: value })) }
  }
  const reachable = providerClasses.filter(({ vault }) => isListed(vaults, vault))
  const found = providerClasses.find(({ name }) => name === (chosen ?? providerClass))
  if (found && reachable.includes(found)) {
    return { state: 'ready', source: { vault: found.vault, providerClass: found.name } }
  }
  if (reachable.length > 0 && !(found && chosen === undefined)) {
    const options = reachable.map(({ name, vault }) => ({ value: name, label: `${name} (vault ${vault})` }))
    return { state: 'choose', options }
  }
  return found
    ? {
        state: 'closed',
        title: `The provider class “${found.name}” reads from the vault “${found.vault}”, which this portal is not connected to.`,
        next: 'Add that vault to SLUICE_KEY_VAULTS and start the portal again.',
      }
    : {
        state: 'closed',
        title: 'This instance has no provider class that reads from a Key Vault.',
        next: 'Set secret sync up with “az iot ops secretsync enable”. A secret that is there already can be used by its name.',
      }
}

/** Vaults compare names without case. */
const isListed = (vaults: readonly string[], vault: string) =>
  vaults.some((one) => one.toLowerCase() === vault.toLowerCase())
