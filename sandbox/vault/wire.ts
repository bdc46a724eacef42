import type { DeletedSecret, SecretVersion } from './store.ts'

/** Days that a deleted secret stays recoverable: the default of Azure Key Vault. */
const RETENTION_DAYS = 90

/** How the vault describes itself in every answer. */
export interface Face {
  /** The address in identifiers, without a slash at the end. */
  url: string
  purgeProtection: boolean
}

const attributes = ({ attributes }: SecretVersion, { purgeProtection }: Face) => ({
  ...attributes,
  recoveryLevel: purgeProtection ? 'Recoverable' : 'Recoverable+Purgeable',
  recoverableDays: RETENTION_DAYS,
})

const described = (secret: SecretVersion, id: string, face: Face) => ({
  ...(secret.contentType !== undefined && { contentType: secret.contentType }),
  id,
  attributes: attributes(secret, face),
  ...(secret.tags && { tags: secret.tags }),
})

const nameId = ({ name }: SecretVersion, { url }: Face) => `${url}/secrets/${name}`

const versionId = (secret: SecretVersion, face: Face) => `${nameId(secret, face)}/${secret.version}`

/** SecretBundle. Only reading and setting give the value; the answers to other operations leave it out. */
export const secretBundle = (secret: SecretVersion, face: Face, value?: string) => ({
  ...(value !== undefined && { value }),
  ...described(secret, versionId(secret, face), face),
})

/** SecretItem of the list of secrets: its identifier has no version. */
export const secretItem = (secret: SecretVersion, face: Face) => described(secret, nameId(secret, face), face)

/** SecretItem of the list of versions. */
export const versionItem = (secret: SecretVersion, face: Face) => described(secret, versionId(secret, face), face)

const deletion = ({ name, deletedAt }: DeletedSecret, { url }: Face) => ({
  recoveryId: `${url}/deletedsecrets/${name}`,
  deletedDate: deletedAt,
  scheduledPurgeDate: deletedAt + RETENTION_DAYS * 86_400,
})

export const deletedBundle = (secret: DeletedSecret, face: Face) => ({
  ...deletion(secret, face),
  ...secretBundle(secret, face),
})

export const deletedItem = (secret: DeletedSecret, face: Face) => ({
  ...deletion(secret, face),
  ...secretItem(secret, face),
})
