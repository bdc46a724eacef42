/**
 * The rules for every name that leaves the portal towards Key Vault or Kubernetes. Each check answers a sentence for the
 * form, or nothing. Lengths are checked before patterns, so that a pattern never runs over a long text.
 */
type Check = (value: string) => string | undefined

/** Key Vault REST, "Set Secret": 1–127 characters, letters, digits and hyphens. The client library does not check it. */
export const checkVaultSecretName: Check = (name) => {
  if (name.length < 1 || name.length > 127) return 'A Key Vault secret name has 1 to 127 characters.'
  if (name.includes('_') || name.includes('.')) {
    return 'A Key Vault secret name has no dot and no underscore: use a hyphen instead.'
  }
  if (!/^[0-9A-Za-z-]+$/.test(name)) return 'A Key Vault secret name has letters, digits and hyphens only.'
  return undefined
}

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** Kubernetes "Object Names and IDs", DNS subdomain: of a SecretSync, which is also the name of the Secret it makes. */
export const checkSyncedSecretName: Check = (name) => {
  if (name.length < 1 || name.length > 253) return 'The name of a synced secret has 1 to 253 characters.'
  if (name.includes('/')) return 'Enter the bare name: an endpoint refers to a secret of its own namespace.'
  if (/[A-Z]/.test(name)) return 'Kubernetes names have no capital letters.'
  if (!subdomain.test(name)) {
    return 'Use lower-case letters, digits, hyphens and dots, with a letter or digit at both ends and beside each dot.'
  }
  return undefined
}

/**
 * The same strings as the CRD's pattern `^[A-Za-z0-9.]([-A-Za-z0-9]+([-._a-zA-Z0-9]?[A-Za-z0-9])*)?(\/([0-9]+))*$`, written
 * without its ambiguous middle, over which a backtracking matcher would take exponential time.
 */
const projected = /^[A-Za-z0-9.]([-A-Za-z0-9]+([-._]?[A-Za-z0-9])*)?(\/[0-9]+)*$/

/** The pattern of `sourcePath` and `targetKey` in the SecretSync CRD: `client_cert.pem` passes, `a_b` and `ab__c` do not. */
const checkProjected =
  (what: string): Check =>
  (path) => {
    if (path.length < 1 || path.length > 253) return `${what} has 1 to 253 characters.`
    if (projected.test(path)) return undefined
    if (/[._][-._]|[-._][._]/.test(path)) return `${what} cannot have two separators in a row.`
    return `${what} has letters, digits and single dots, hyphens and underscores; the first underscore comes after two other characters.`
  }

export const checkSourcePath = checkProjected('The source path')

export const checkTargetKey: Check = (key) =>
  // The SecretSync pattern lets through what a Secret's `data` would refuse.
  key.includes('/') ? 'The target key cannot contain a slash.' : checkProjected('The target key')(key)

/** A value for `forceSynchronization`. Its pattern has no colons, which rules out ISO times. */
export const forceSynchronizationValue = (now: number) => String(Math.trunc(now))
