import { isMap, isScalar, parseDocument, stringify } from 'yaml'
import { yamlGuard } from '@/lib/core/yaml-guard'

/** How the provider decodes a value on its way into the cluster. Azure provider, "objectEncoding": for secrets only. */
export type ObjectEncoding = 'utf-8' | 'hex' | 'base64'

/** One entry of a provider class: an object of the vault and how it is fetched. */
export type VaultObject = {
  objectName: string
  objectType: string
  objectAlias?: string
  objectEncoding?: ObjectEncoding
  /** Pins a version; AIO syncs the latest, so ours never do. */
  objectVersion?: string
}

/** The name by which a SecretSync asks for the object: the alias if there is one. */
export const sourcePathOf = ({ objectAlias, objectName }: VaultObject) => objectAlias || objectName

export const encodingOf = (text: string | undefined): ObjectEncoding | undefined => {
  const lower = text?.trim().toLowerCase()
  return lower === 'hex' || lower === 'base64' ? lower : lower ? 'utf-8' : undefined
}

/** Reads one entry. Nothing when it is not a map that names an object; other people's entries are allowed to be odd. */
export const parseVaultObject = (text: string): VaultObject | undefined => {
  if (yamlGuard(text)) return undefined
  try {
    const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: true })
    if (document.errors.length > 0 || !isMap(document.contents)) return undefined
    const read = (key: string) => {
      const value = document.get(key, true)
      return isScalar(value) && typeof value.value === 'string' && value.value !== '' ? value.value : undefined
    }
    const objectName = read('objectName')
    if (!objectName) return undefined
    return {
      objectName,
      objectType: read('objectType') ?? 'secret',
      objectAlias: read('objectAlias'),
      objectEncoding: encodingOf(read('objectEncoding')),
      objectVersion: read('objectVersion'),
    }
  } catch {
    return undefined
  }
}

/** An entry as the portal writes it: only what is set, name and type first. */
export const printVaultObject = (object: VaultObject): string => {
  const { objectName, objectType, objectAlias, objectEncoding, objectVersion } = object
  const set = Object.entries({ objectName, objectType, objectAlias, objectEncoding, objectVersion }).filter(
    ([, value]) => value,
  )
  return stringify(Object.fromEntries(set), { lineWidth: 0 })
}

/** The same entry with another encoding; every other line of it stays as it was written. */
export const withEncoding = (text: string, encoding: ObjectEncoding | undefined): string => {
  const document = parseDocument(text)
  if (encoding) document.set('objectEncoding', encoding)
  else document.delete('objectEncoding')
  return document.toString({ lineWidth: 0 })
}
