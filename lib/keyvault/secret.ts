/** One secret of a vault as its list tells it: never a value. Times are epoch milliseconds. */
export type VaultSecretRow = {
  name: string
  contentType?: string
  enabled: boolean
  activatesOn?: number
  expiresOn?: number
  updatedAt?: number
  /** The `file-encoding` tag of the Azure CLI: how the value has to be decoded on its way into the cluster. */
  fileEncoding?: string
  /** Belongs to a Key Vault certificate: reading it yields certificate and key in one. */
  ofCertificate: boolean
}

/** One version of a secret, without its value. */
export type VaultVersion = VaultSecretRow & {
  version: string
  createdAt: number
  operation?: string
  tags: Record<string, string>
}

/**
 * Marks a version with the operation that made it, so that a lost reply can be told from a lost request. It is random:
 * tags can be read by whoever may list, so nothing derived from the value may stand in one.
 */
export const operationTag = 'sluice-operation'

const fileEncodingTag = 'file-encoding'

/** The properties as the client library hands them out. */
export type LibraryProperties = {
  name: string
  version?: string
  contentType?: string
  enabled?: boolean
  notBefore?: Date
  expiresOn?: Date
  createdOn?: Date
  updatedOn?: Date
  tags?: Record<string, string>
  managed?: boolean
}

export const secretRow = (properties: LibraryProperties): VaultSecretRow => ({
  name: properties.name,
  contentType: properties.contentType,
  enabled: properties.enabled ?? true,
  activatesOn: properties.notBefore?.getTime(),
  expiresOn: properties.expiresOn?.getTime(),
  updatedAt: properties.updatedOn?.getTime(),
  fileEncoding: properties.tags?.[fileEncodingTag],
  ofCertificate: properties.managed === true,
})

export const versionRow = (properties: LibraryProperties): VaultVersion => ({
  ...secretRow(properties),
  version: properties.version ?? '',
  createdAt: properties.createdOn?.getTime() ?? 0,
  operation: properties.tags?.[operationTag],
  tags: properties.tags ?? {},
})

/** The version that a read without version yields. */
export const newestVersion = (versions: readonly VaultVersion[]): VaultVersion | undefined =>
  versions.toSorted((one, other) => other.createdAt - one.createdAt)[0]
