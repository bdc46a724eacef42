import type { AuthenticationMethod } from './types/define'

/** The authentication methods of all endpoint types, under the names operators know. */
const labels = {
  ServiceAccountToken: 'Service account token',
  X509Certificate: 'X509 certificate',
  SystemAssignedManagedIdentity: 'System assigned managed identity',
  UserAssignedManagedIdentity: 'User assigned managed identity',
  Anonymous: 'None',
  Sasl: 'SASL',
  AccessToken: 'Access token',
} as const

const known = new Map(Object.entries(labels).map(([value, label]) => [value.toLowerCase(), { value, label }]))

/** The API's spelling of a method, read without regard to letter case; unknown methods stay as they are. */
export const canonicalMethod = (value: string): string => known.get(value.toLowerCase())?.value ?? value

/** What the screen calls a method; unknown ones appear under their own name. */
export const methodLabel = (value: string): string => known.get(value.toLowerCase())?.label ?? value

/** The block that belongs to a method, by the API's own convention: `X509Certificate` → `x509CertificateSettings`. */
export const methodBlock = (method: string): string => `${method.slice(0, 1).toLowerCase()}${method.slice(1)}Settings`

/** One row of a type's list of methods. `None` has no block of its own; one that stands there is still removed with it. */
export const method = (value: keyof typeof labels, hint: string): AuthenticationMethod => ({
  value,
  label: labels[value],
  hint,
  ...(value === 'Anonymous' ? {} : { block: methodBlock(value) }),
})
