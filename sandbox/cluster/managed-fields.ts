import { isDeepStrictEqual } from 'node:util'
import { applyConflict } from './status.ts'
import {
  isRecord,
  list,
  timestamp,
  type Fields,
  type FieldsV1,
  type KubeObject,
  type ManagedFieldsEntry,
} from './types.ts'
import { mergeKey } from './patch.ts'
import type { Schema } from './schema.ts'

/**
 * Who wrote which field (Kubernetes docs, "Server-Side Apply"). A field is known by its path of FieldsV1 segments; owned are the
 * leaves. Lists are owned as one unless they are keyed.
 */

type Path = readonly string[]
type PathSet = Map<string, Path>

interface Leaf {
  path: Path
  value: unknown
}

/** Who is writing, and through which door. */
export interface Writer {
  manager: string
  apiVersion: string
  subresource?: string | undefined
}

const id = (path: Path) => path.join('\u0000')

/** Fields that the server itself owns. */
const UNOWNED = new Set(['apiVersion', 'kind'])
const UNOWNED_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'generateName',
])

/** The keys by which the items of this list are told apart, or none when the list is owned as a whole. */
function itemKeys(schema: Schema | undefined, field: string, items: readonly unknown[], custom: boolean): string[] {
  if (schema?.['x-kubernetes-list-type'] === 'map') return list(schema['x-kubernetes-list-map-keys']).map(String)
  const key = custom ? undefined : mergeKey(field, items)
  return key && items.every((item) => isRecord(item) && item[key] !== undefined) ? [key] : []
}

const itemSegment = (keys: readonly string[], item: Fields) =>
  `k:${JSON.stringify(Object.fromEntries(keys.toSorted().map((key) => [key, item[key]])))}`

/** Knows how the lists of one kind are keyed. */
export class FieldOwnership {
  #schema: Schema | undefined
  #custom: boolean

  constructor(schema: Schema | undefined, custom: boolean) {
    this.#schema = schema
    this.#custom = custom
  }

  /** The metadata.managedFields after a plain write: the writer owns what it changed, and nobody else does. */
  afterUpdate(before: KubeObject | undefined, after: KubeObject, writer: Writer): ManagedFieldsEntry[] {
    const old = new Map((before ? this.#leaves(before) : []).map((leaf) => [id(leaf.path), leaf]))
    const now = this.#leaves(after)
    const present = new Set(now.map((leaf) => id(leaf.path)))
    const changed = now.filter((leaf) => !isDeepStrictEqual(old.get(id(leaf.path))?.value, leaf.value))
    const touched = new Set(changed.map((leaf) => id(leaf.path)))
    const entries = (before?.metadata.managedFields ?? []).map((entry) => ({ entry, fields: parse(entry.fieldsV1) }))
    for (const { fields } of entries) {
      for (const key of fields.keys()) if (touched.has(key) || !present.has(key)) fields.delete(key)
    }
    if (changed.length > 0) {
      const own = entries.find(({ entry }) => isBy(entry, writer, 'Update'))
      const fields: PathSet = own?.fields ?? new Map<string, Path>()
      for (const { path } of changed) fields.set(id(path), path)
      if (own) own.entry = { ...own.entry, apiVersion: writer.apiVersion, time: timestamp() }
      else entries.push({ entry: newEntry(writer, 'Update'), fields })
    }
    return written(entries)
  }

  /**
   * Server-side apply: `config` is all that the manager wants to own. Throws the conflict when a field that it sets otherwise belongs
   * to somebody else, unless forced. Fields it owned before and leaves out now are removed when nobody else owns them.
   */
  apply(current: KubeObject | undefined, config: KubeObject, writer: Writer, force: boolean): KubeObject {
    const wanted = this.#leaves(config)
    const wantedIds = new Set(wanted.map((leaf) => id(leaf.path)))
    const existing = new Map((current ? this.#leaves(current) : []).map((leaf) => [id(leaf.path), leaf.value]))
    const entries = (current?.metadata.managedFields ?? []).map((entry) => ({ entry, fields: parse(entry.fieldsV1) }))
    const others = entries.filter(({ entry }) => !isBy(entry, writer, 'Apply'))

    const contested = wanted.filter(
      ({ path, value }) => existing.has(id(path)) && !isDeepStrictEqual(existing.get(id(path)), value),
    )
    const owners = contested.flatMap(({ path }) =>
      others
        .filter(({ fields }) => fields.has(id(path)))
        .map(({ entry }) => ({ field: shown(path), manager: describe(entry) })),
    )
    if (owners.length > 0 && !force) throw applyConflict(owners)
    for (const { path } of contested) for (const { fields } of others) fields.delete(id(path))

    const merged = this.#merge(current, config, this.#schema, '') as KubeObject
    const previous = entries.find(({ entry }) => isBy(entry, writer, 'Apply'))?.fields ?? new Map<string, Path>()
    for (const [key, path] of previous) {
      if (!wantedIds.has(key) && !others.some(({ fields }) => fields.has(key))) removeAt(merged, path)
    }
    const own = { entry: newEntry(writer, 'Apply'), fields: new Map(wanted.map(({ path }) => [id(path), path])) }
    merged.metadata.managedFields = written([own, ...others])
    return merged
  }

  #leaves(object: KubeObject): Leaf[] {
    const found: Leaf[] = []
    const walk = (value: unknown, path: Path, schema: Schema | undefined, field: string) => {
      if (isRecord(value) && Object.keys(value).length > 0) {
        const rest = schema?.additionalProperties
        for (const [name, child] of Object.entries(value)) {
          if (path.length === 0 && UNOWNED.has(name)) continue
          if (path.length === 1 && path[0] === 'f:metadata' && UNOWNED_METADATA.has(name)) continue
          const below = schema?.properties?.[name] ?? (isRecord(rest) ? (rest as Schema) : undefined)
          walk(child, [...path, `f:${name}`], below, name)
        }
        return
      }
      if (Array.isArray(value) && value.length > 0) {
        const keys = itemKeys(schema, field, value, this.#custom)
        if (keys.length > 0) {
          for (const item of value.filter(isRecord)) walk(item, [...path, itemSegment(keys, item)], schema?.items, '')
          return
        }
      }
      if (path.length > 0 && id(path) !== 'f:metadata') found.push({ path, value })
    }
    walk(object, [], this.#schema, '')
    return found
  }

  #merge(current: unknown, config: unknown, schema: Schema | undefined, field: string): unknown {
    if (isRecord(config)) {
      const merged: Fields = isRecord(current) ? { ...current } : {}
      for (const [name, child] of Object.entries(config)) {
        merged[name] = this.#merge(merged[name], child, schema?.properties?.[name], name)
      }
      return merged
    }
    if (!Array.isArray(config)) return config
    const keys = itemKeys(schema, field, config, this.#custom)
    if (keys.length === 0) return config
    const merged: unknown[] = [...list(current)]
    for (const item of config.filter(isRecord)) {
      const segment = itemSegment(keys, item)
      const index = merged.findIndex((other) => isRecord(other) && itemSegment(keys, other) === segment)
      if (index >= 0) merged[index] = this.#merge(merged[index], item, schema?.items, '')
      else merged.push(item)
    }
    return merged
  }
}

const isBy = (entry: ManagedFieldsEntry, writer: Writer, operation: ManagedFieldsEntry['operation']) =>
  entry.manager === writer.manager && entry.operation === operation && entry.subresource === writer.subresource

const newEntry = (writer: Writer, operation: ManagedFieldsEntry['operation']): ManagedFieldsEntry => ({
  manager: writer.manager,
  operation,
  apiVersion: writer.apiVersion,
  time: timestamp(),
  fieldsType: 'FieldsV1',
  fieldsV1: {},
  ...(writer.subresource && { subresource: writer.subresource }),
})

const written = (entries: { entry: ManagedFieldsEntry; fields: PathSet }[]): ManagedFieldsEntry[] =>
  entries.filter(({ fields }) => fields.size > 0).map(({ entry, fields }) => ({ ...entry, fieldsV1: format(fields) }))

function parse(tree: FieldsV1, path: Path = [], found: PathSet = new Map<string, Path>()): PathSet {
  for (const [segment, below] of Object.entries(tree)) {
    if (segment === '.') continue
    const next = [...path, segment]
    if (Object.keys(below).some((key) => key !== '.')) parse(below, next, found)
    else found.set(id(next), next)
  }
  return found
}

function format(fields: PathSet): FieldsV1 {
  const tree: FieldsV1 = {}
  for (const path of fields.values()) {
    let node = tree
    for (const segment of path) node = node[segment] ??= {}
  }
  return tree
}

/** `.spec.ports[name="a"]`, the way kubectl names a conflicting field. */
const shown = (path: Path) =>
  path
    .map((segment) => {
      if (!segment.startsWith('k:')) return `.${segment.slice(2)}`
      const keys = JSON.parse(segment.slice(2)) as Fields
      const pairs = Object.entries(keys).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      return `[${pairs.join(',')}]`
    })
    .join('')

const describe = ({ manager, operation, apiVersion, time }: ManagedFieldsEntry) =>
  operation === 'Apply' ? `"${manager}"` : `"${manager}" using ${apiVersion} at ${time}`

/** Removes the field at the path, and the objects that this leaves empty. Works on a copy of each level that it changes. */
function removeAt(object: Fields, path: Path): void {
  const [segment, ...rest] = path
  if (!segment) return
  const field = segment.slice(2)
  const child = object[field]
  const [next] = rest
  if (next === undefined) {
    delete object[field]
  } else if (Array.isArray(child) && next.startsWith('k:')) {
    const keys = Object.keys(JSON.parse(next.slice(2)) as Fields)
    const kept = child.flatMap((item: unknown) => {
      if (!isRecord(item) || itemSegment(keys, item) !== next) return [item]
      const copy = { ...item }
      if (rest.length > 1) removeAt(copy, rest.slice(1))
      return Object.keys(copy).some((name) => !keys.includes(name)) && rest.length > 1 ? [copy] : []
    })
    object[field] = kept
  } else if (isRecord(child)) {
    const copy = { ...child }
    removeAt(copy, rest)
    if (Object.keys(copy).length === 0) delete object[field]
    else object[field] = copy
  }
}
