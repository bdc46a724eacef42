import type { VaultSecretRow } from '@/lib/keyvault/secret'

/** Why a secret of the vault cannot be referred to, if so. Dates do not hinder: the sync reads expired secrets as well. */
export const pickProblem = ({ name, enabled, ofCertificate }: VaultSecretRow): string | undefined => {
  if (ofCertificate) {
    return `“${name}” belongs to a Key Vault certificate: it holds certificate and key in one. Store them as two secrets.`
  }
  return enabled ? undefined : `“${name}” is disabled, so the sync cannot read it. Enable it in the vault first.`
}

/** Every word has to occur in the name or the content type. */
export const searchSecrets = (secrets: readonly VaultSecretRow[], search: string): readonly VaultSecretRow[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return secrets
  return secrets.filter(({ name, contentType = '' }) => {
    const text = `${name} ${contentType}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
