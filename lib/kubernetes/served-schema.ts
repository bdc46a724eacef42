import { isRecord } from './fields'

/** The structural schema of one version out of a `CustomResourceDefinition`; nothing when it has none. */
export const schemaOf = (definition: unknown, version: string): Record<string, unknown> | undefined => {
  const versions = part(part(definition, 'spec'), 'versions')
  const found: unknown = Array.isArray(versions)
    ? versions.find((each: unknown) => part(each, 'name') === version)
    : undefined
  const schema = part(part(found, 'schema'), 'openAPIV3Schema')
  return isRecord(schema) ? schema : undefined
}

const part = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)
