import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import {
  duplicate,
  invalidValue,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
  type FieldError,
} from './status.ts'
import { isRecord, list, record, text, type Fields } from './types.ts'

/** An OpenAPI v3 structural schema as CustomResourceDefinitions hold it (Kubernetes docs, "Specifying a structural schema"). */
export interface Schema {
  type?: string
  format?: string
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  required?: string[]
  enum?: unknown[]
  nullable?: boolean
  default?: unknown
  [keyword: string]: unknown
}

const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, validateFormats: true })
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
ajv.addFormat('int32', { type: 'number', validate: (value) => Math.abs(value + 0.5) < 2 ** 31 })
for (const ignored of ['int64', 'byte', 'double', 'float', 'password']) ajv.addFormat(ignored, true)

const compiled = new WeakMap<Schema, ValidateFunction>()

/** What both languages say in the same way. */
const KEYWORDS = new Set([
  ...['type', 'format', 'enum', 'required', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'multipleOf'],
  ...['allOf', 'anyOf', 'oneOf', 'not'],
])

/** JSON Schema of a structural schema. Descriptions, defaults and extensions play no part in validation. */
function toJsonSchema(schema: Schema): Record<string, unknown> {
  const { nullable, properties, additionalProperties, items } = schema
  const out = Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEYWORDS.has(keyword)))
  if (schema['x-kubernetes-int-or-string']) out.type = ['integer', 'string']
  if (nullable && typeof out.type === 'string') out.type = [out.type, 'null']
  if (properties) out.properties = mapValues(properties, toJsonSchema)
  if (items) out.items = toJsonSchema(items)
  if (isRecord(additionalProperties)) out.additionalProperties = toJsonSchema(additionalProperties)
  return out
}

const mapValues = <A, B>(values: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

/** Every violation of the schema, in the words of a real API server. Metadata is checked elsewhere. */
export function validate(schema: Schema, object: Fields): FieldError[] {
  let check = compiled.get(schema)
  if (!check) {
    check = ajv.compile(toJsonSchema(schema))
    compiled.set(schema, check)
  }
  const violations = check(object) ? [] : (check.errors ?? [])
  const mistyped = new Set(violations.filter(({ keyword }) => keyword === 'type').map((error) => error.instancePath))
  return [
    ...violations
      .filter((error) => error.keyword === 'type' || !mistyped.has(error.instancePath))
      .map((error) => toFieldError(error)),
    ...ruleErrors(schema, object, ''),
  ]
}

/** `/spec/operations/0/endpointRef` → `spec.operations[0].endpointRef`. */
function fieldPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : join(path, part)), '')
}

const join = (path: string, field: string) => (path ? `${path}.${field}` : field)

const typeName = (value: unknown) => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function toFieldError({ instancePath, keyword, params, data, parentSchema }: ErrorObject): FieldError {
  const path = fieldPath(instancePath)
  const limit = String(record(params).limit)
  switch (keyword) {
    case 'required':
      return required(join(path, String(record(params).missingProperty)))
    case 'type':
      return typeInvalid(path, typeName(data), String([record(parentSchema).type].flat()[0]))
    case 'enum':
      return notSupported(path, data, list(record(params).allowedValues))
    case 'minimum':
      return invalidValue(path, data, `${path} in body should be greater than or equal to ${limit}`)
    case 'maximum':
      return invalidValue(path, data, `${path} in body should be less than or equal to ${limit}`)
    case 'pattern':
      return invalidValue(path, data, `${path} in body should match '${String(record(params).pattern)}'`)
    case 'minLength':
      return invalidValue(path, data, `${path} in body should be at least ${limit} chars long`)
    case 'maxLength':
      return tooLong(path, Number(limit))
    case 'minItems':
      return invalidValue(path, list(data).length, `${path} in body should have at least ${limit} items`)
    case 'maxItems':
      return tooMany(path, list(data).length, Number(limit))
    case 'format':
      if (typeof data === 'number') return outOfFormat(path, String(record(params).format))
      return invalidValue(
        path,
        data,
        `${path} in body must be of type ${String(record(params).format)}: ${quote(data)}`,
      )
    default:
      return invalidValue(path, data, `${path} in body is not valid (${keyword})`)
  }
}

/** A real server has no field for this one, and puts the path into the words. */
const outOfFormat = (path: string, format: string): FieldError =>
  invalidValue('<nil>', '', `Checked value must be of type integer with format ${format} in ${path}`)

const quote = (value: unknown) => JSON.stringify(text(value) ?? value)

/** The one form of validation rule that this server understands: no key of a map may start with a prefix. */
const RESERVED_PREFIX = /^self\.all\((\w+), *!\1\.startsWith\('([^']*)'\)\)$/

function reservedKeyErrors(schema: Schema, value: Fields, path: string): FieldError[] {
  return list(schema['x-kubernetes-validations'])
    .map(record)
    .flatMap(({ rule, message }) => {
      const prefix = RESERVED_PREFIX.exec(text(rule) ?? '')?.[2]
      const broken = prefix !== undefined && Object.keys(value).some((key) => key.startsWith(prefix))
      return broken ? [invalidValue(path, 'object', text(message) ?? `failed rule: ${text(rule) ?? ''}`)] : []
    })
}

/** Rules that JSON Schema does not know: keys of a map list and members of a set must be unique, and reserved keys. */
function ruleErrors(schema: Schema, value: unknown, path: string): FieldError[] {
  if (Array.isArray(value)) {
    const keys = list(schema['x-kubernetes-list-map-keys']).map(String)
    const isMap = schema['x-kubernetes-list-type'] === 'map'
    const isSet = schema['x-kubernetes-list-type'] === 'set'
    const seen = new Set<string>()
    return value.flatMap((item: unknown, index) => {
      const errors = schema.items ? ruleErrors(schema.items, item, `${path}[${index}]`) : []
      if (!isMap && !isSet) return errors
      const identity = isMap ? Object.fromEntries(keys.map((key) => [key, record(item)[key]])) : item
      const mark = JSON.stringify(identity)
      if (seen.has(mark)) errors.push(duplicate(`${path}[${index}]`, identity))
      seen.add(mark)
      return errors
    })
  }
  if (!isRecord(value)) return []
  return [
    ...reservedKeyErrors(schema, value, path),
    ...Object.entries(schema.properties ?? {}).flatMap(([field, child]) =>
      field in value ? ruleErrors(child, value[field], join(path, field)) : [],
    ),
  ]
}

/**
 * The object without fields that the schema does not know, and the paths of what was dropped. As on a real server, nothing below
 * `x-kubernetes-preserve-unknown-fields` is dropped. A null that the schema does not allow is dropped too, and nobody is told; where a
 * default is, it is kept for the default to take its place.
 */
export function prune(schema: Schema, value: unknown, path = ''): { value: unknown; unknown: string[] } {
  if (Array.isArray(value)) {
    const { items } = schema
    if (!items) return { value, unknown: [] }
    const parts = value.map((item: unknown, index) => prune(items, item, `${path}[${index}]`))
    return { value: parts.map((part) => part.value), unknown: parts.flatMap((part) => part.unknown) }
  }
  if (!isRecord(value)) return { value, unknown: [] }
  const kept: Fields = {}
  const unknown: string[] = []
  for (const [field, child] of Object.entries(value)) {
    const known = schema.properties && Object.hasOwn(schema.properties, field) ? schema.properties[field] : undefined
    const rest = schema.additionalProperties
    const below = known ?? (isRecord(rest) ? (rest as Schema) : undefined)
    if (below && child === null && !below.nullable && below.default === undefined) continue
    if (below) {
      const part = prune(below, child, join(path, field))
      kept[field] = part.value
      unknown.push(...part.unknown)
    } else if (schema['x-kubernetes-preserve-unknown-fields'] || rest === true) {
      kept[field] = child
    } else {
      unknown.push(join(path, field))
    }
  }
  return { value: kept, unknown }
}

/** The object with the schema's defaults filled in, at every level that is there. */
export function withDefaults(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    return items ? value.map((item: unknown) => withDefaults(items, item)) : value
  }
  if (!isRecord(value)) return value
  const out: Fields = { ...value }
  for (const [field, child] of Object.entries(schema.properties ?? {})) {
    const missing = out[field] === undefined || (out[field] === null && !child.nullable)
    if (missing && child.default !== undefined) out[field] = structuredClone(child.default)
    if (out[field] !== undefined) out[field] = withDefaults(child, out[field])
  }
  if (isRecord(schema.additionalProperties)) {
    const rest = schema.additionalProperties as Schema
    for (const field of Object.keys(out)) {
      if (!schema.properties?.[field]) out[field] = withDefaults(rest, out[field])
    }
  }
  return out
}
