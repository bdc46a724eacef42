import { parse } from 'yaml'

/** One entry of `spec.parameters.objects` ("Azure Key Vault Provider for Secrets Store CSI Driver", object parameters). */
export interface VaultObject {
  objectName: string
  objectType: string
  objectVersion: string
  objectAlias: string
  objectEncoding: string
}

/** A SecretProviderClass that cannot be used, with what is wrong. */
export class MisconfiguredError extends Error {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value).trim())

function parsed(what: string, source: string): unknown {
  try {
    return parse(source, { maxAliasCount: 0 })
  } catch {
    throw new MisconfiguredError(`failed to yaml unmarshal ${what}`)
  }
}

/** Reads the objects of a SecretProviderClass: YAML with a list of strings, each of which is YAML again. */
export function parseObjects(parameters: Record<string, string>): VaultObject[] {
  const { objects } = parameters
  if (!objects) throw new MisconfiguredError('objects is not set')
  const outer = parsed('objects', objects)
  const array = isRecord(outer) ? outer.array : undefined
  if (!Array.isArray(array) || array.length === 0)
    throw new MisconfiguredError('objects is invalid: it must hold a non-empty list named array')
  return array.map((entry: unknown, index) => {
    const inner = parsed(`objects.array[${index}]`, text(entry))
    const objectName = isRecord(inner) ? text(inner.objectName) : ''
    if (!isRecord(inner) || objectName === '') throw new MisconfiguredError(`objects.array[${index}] has no objectName`)
    return {
      objectName,
      objectType: text(inner.objectType),
      objectVersion: text(inner.objectVersion),
      objectAlias: text(inner.objectAlias),
      objectEncoding: text(inner.objectEncoding).toLowerCase() || 'utf-8',
    }
  })
}

/** The name under which a SecretSync's `sourcePath` finds the object. */
export const sourcePathOf = ({ objectAlias, objectName }: VaultObject) => objectAlias || objectName

/** Turns the vault's text into the bytes of the Secret. Throws an Error that names what does not fit. */
export function decode(value: string, { objectEncoding }: VaultObject): Buffer {
  switch (objectEncoding) {
    case 'utf-8':
      return Buffer.from(value)
    case 'hex':
      if (value.length % 2 !== 0 || /[^0-9a-f]/i.test(value)) throw new Error('the value is not hex')
      return Buffer.from(value, 'hex')
    case 'base64':
      if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) throw new Error('the value is not base64')
      return Buffer.from(value, 'base64')
    default:
      throw new Error(`objectEncoding "${objectEncoding}" is not supported, must be utf-8, hex or base64`)
  }
}
