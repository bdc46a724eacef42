import type { Spelling } from './new-resource'
import { settingsKey } from './settings'
import { isTree } from '@/lib/core/tree'
import { endpointTypes } from './types'
import type { EndpointType, Field } from './types/define'

/**
 * What a cluster's CRD has of the tables. Azure IoT Operations publishes no schema of it, so the cluster is asked; where it
 * cannot be, the tables stand for it and the screen says so.
 */
export type Served =
  | {
      state: 'known'
      /** Does it list `spec.hostType`, Microsoft's memory of the tile? */
      hostType: boolean
      /** By type id, where it spells the type's settings otherwise than the table. */
      settings: Record<string, string>
      /** By type id, those only that lack something. */
      lacks: Record<string, Lack>
    }
  | { state: 'unknown'; why: string }

/** What of a type a cluster does not have. */
export type Lack = {
  /** The whole type. */
  type?: true
  /** Keys of fields. */
  fields?: string[]
  /** Values of closed lists and methods, by field key. */
  values?: Record<string, string[]>
}

/** What a form may offer of one type. Nothing is lacking where it is not known. */
export const lackOf = (served: Served | undefined, type: EndpointType): Lack | undefined =>
  served?.state === 'known' ? served.lacks[type.id] : undefined

/** Is this field to be shown at all? Those outside the REST model only where the cluster is known to have them. */
export const isServed = (served: Served | undefined, type: EndpointType, key: string): boolean =>
  served?.state === 'known' && lackOf(served, type)?.fields?.includes(key) !== true

/** Reads the schema of the endpoint CRD. Total: schemas that say little lack nothing. */
export const servedOf = (schema: unknown): Served => {
  const properties = propertiesOf(schemaAt(schema, ['spec'])) ?? {}
  return {
    state: 'known',
    hostType: 'hostType' in properties,
    settings: ofEach((type) => {
      const spelled = settingsKey(properties, type.settings)
      return spelled === type.settings ? undefined : spelled
    }),
    lacks: ofEach((type) => lackIn(schema, type)),
  }
}

const ofEach = <T>(tell: (type: EndpointType) => T | undefined): Record<string, T> =>
  Object.fromEntries(
    endpointTypes.flatMap((type) => {
      const told = tell(type)
      return told === undefined ? [] : [[type.id, told] as const]
    }),
  )

/** How the cluster's CRD writes a new endpoint of a type. */
export const spellingOf = (served: Served | undefined, type: EndpointType): Spelling =>
  served?.state === 'known'
    ? { hostType: served.hostType, settings: served.settings[type.id] ?? type.settings }
    : { hostType: false }

/**
 * The type as this cluster takes it: without the fields, methods and words that its CRD lacks, and whole where that is
 * not known. What is judged and written goes by it; the form draws the whole table and says what is lacking.
 */
export const asServed = (served: Served | undefined, type: EndpointType): EndpointType => {
  const { fields = [], values = {} } = lackOf(served, type) ?? {}
  if (fields.length === 0 && Object.keys(values).length === 0) return type
  return {
    ...type,
    methods: type.methods.filter(({ value }) => !methodsLacking(type, values).includes(value)),
    fields: type.fields
      .filter(({ key }) => !fields.includes(key))
      .flatMap((field) => freed(type, field, fields))
      .map((field) => narrowed(field, values[field.key] ?? [])),
  }
}

const methodsLacking = ({ fields }: EndpointType, values: Record<string, string[]>): readonly string[] =>
  values[fields.find(({ control }) => control.kind === 'method')?.key ?? ''] ?? []

/** A field that hangs on one that is lacking stands as with that one's default: always, or not at all. */
const freed = (type: EndpointType, field: Field, lacking: readonly string[]): Field[] => {
  const { when, ...free } = field
  if (!when || !lacking.includes(when.field)) return [field]
  const fallback = type.fields.find(({ key }) => key === when.field)?.default ?? ''
  return when.is.includes(fallback) ? [free] : []
}

const narrowed = (field: Field, lacking: readonly string[]): Field =>
  field.control.kind === 'choice' && lacking.length > 0
    ? {
        ...field,
        control: {
          ...field.control,
          options: field.control.options.filter(({ value }) => !lacking.includes(value)),
        },
      }
    : field

const lackIn = (schema: unknown, type: EndpointType): Lack | undefined => {
  const spec = schemaAt(schema, ['spec'])
  const settings = settingsKey(propertiesOf(spec) ?? {}, type.settings)
  const kinds = listed(propertiesOf(spec)?.endpointType)
  if ((kinds && !kinds.includes(type.endpointType.toLowerCase())) || schemaAt(spec, [settings]) === undefined) {
    return { type: true }
  }
  const places = type.fields.map((field) => ({ field, at: schemaAt(spec, [settings, ...field.path.slice(1)]) }))
  const fields = places.filter(({ at }) => at === undefined).map(({ field }) => field.key)
  const values = Object.fromEntries(
    places.flatMap(({ field, at }) => {
      const known = listed(at)
      const missing = known ? offered(type, field).filter((value) => !known.includes(value.toLowerCase())) : []
      return missing.length > 0 ? [[field.key, missing]] : []
    }),
  )
  if (fields.length === 0 && Object.keys(values).length === 0) return undefined
  return { ...(fields.length > 0 && { fields }), ...(Object.keys(values).length > 0 && { values }) }
}

const offered = (type: EndpointType, { control }: EndpointType['fields'][number]): string[] => {
  switch (control.kind) {
    case 'method':
      return type.methods.map(({ value }) => value)
    case 'choice':
      return control.options.map(({ value }) => value).filter((value) => value !== '')
    case 'checkbox':
      return [control.on, control.off]
    default:
      return []
  }
}

/** The schema of a path; nothing where the CRD does not have it. A level that lists nothing takes everything. */
const schemaAt = (schema: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((level, key) => {
    if (level === undefined || level === anything) return level
    const properties = propertiesOf(level)
    if (
      !properties ||
      (isTree(level) && level['x-kubernetes-preserve-unknown-fields'] === true && !(key in properties))
    ) {
      return anything
    }
    return Object.hasOwn(properties, key) ? properties[key] : undefined
  }, schema)

const anything = {}

const propertiesOf = (schema: unknown): Record<string, unknown> | undefined => {
  const properties = isTree(schema) ? schema.properties : undefined
  return isTree(properties) ? properties : undefined
}

/** The values of an enum of texts, in lower case: some CRDs take any letter case. Numbers are held by their range. */
const listed = (schema: unknown): string[] | undefined => {
  const values = isTree(schema) ? schema.enum : undefined
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined
  return values.map((value) => value.toLowerCase())
}
