import { isDeepStrictEqual } from 'node:util'
import { badRequest, unprocessable } from './status.ts'
import { isRecord, list, text, type Fields } from './types.ts'

export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

/** RFC 7386: null removes, objects merge, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const merged: Fields = isRecord(target) ? { ...target } : {}
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field]
    else merged[field] = mergePatch(merged[field], value)
  }
  return merged
}

/** RFC 6902. The operations that do not fit the document are answered with 422, malformed ones with 400. */
function jsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
  // A wrapper gives the root a parent, so that "" is a path like any other.
  const root = { document: structuredClone(document) }
  for (const step of patch) {
    if (!isRecord(step) || typeof step.path !== 'string') throw badRequest('json patch: operation without path')
    const path = ['document', ...pointer(step.path)]
    const from = typeof step.from === 'string' ? ['document', ...pointer(step.from)] : undefined
    switch (step.op) {
      case 'add':
        insert(root, path, step.value)
        break
      case 'remove':
        remove(root, path)
        break
      case 'replace':
        remove(root, path)
        insert(root, path, step.value)
        break
      case 'move':
        insert(root, path, remove(root, from ?? missingFrom()))
        break
      case 'copy':
        insert(root, path, structuredClone(read(root, from ?? missingFrom())))
        break
      case 'test':
        if (!isDeepStrictEqual(read(root, path), step.value)) {
          throw unprocessable(`testing value ${step.path} failed: test failed`)
        }
        break
      default:
        throw badRequest(`json patch: unexpected operation ${JSON.stringify(step.op)}`)
    }
  }
  return root.document
}

function missingFrom(): never {
  throw badRequest('json patch: operation without from')
}

function pointer(path: string): string[] {
  if (path === '') return []
  if (!path.startsWith('/')) throw badRequest(`json patch: invalid path ${JSON.stringify(path)}`)
  const parts = path.slice(1).split('/')
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const missing = (path: readonly string[]) =>
  unprocessable(
    `the server rejected our request due to an error in our request: doc is missing path: /${path.slice(1).join('/')}`,
  )

function read(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, part) => {
    if (Array.isArray(node) && /^\d+$/.test(part) && Number(part) < node.length) return node[Number(part)] as unknown
    if (isRecord(node) && Object.hasOwn(node, part)) return node[part]
    throw missing(path)
  }, root)
}

function insert(root: unknown, path: readonly string[], value: unknown): void {
  const parent = read(root, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last)
    if (!Number.isInteger(index) || index < 0 || index > parent.length) throw missing(path)
    parent.splice(index, 0, value)
  } else if (isRecord(parent)) {
    Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true })
  } else throw missing(path)
}

function remove(root: unknown, path: readonly string[]): unknown {
  const value = read(root, path)
  const parent = read(root, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else if (isRecord(parent)) delete parent[last]
  return value
}

/**
 * How lists of the built-in kinds merge: by the key of their items, or as a set of values. Lists not named here are replaced
 * (Kubernetes API reference, "patch strategy" of each field).
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  ports: 'containerPort',
  conditions: 'type',
  ownerReferences: 'uid',
  imagePullSecrets: 'name',
  secrets: 'name',
}
const MERGED_SETS = new Set(['finalizers'])

/** The key by which items of a built-in list are told apart. Ports of a Service have `port` where containers have `containerPort`. */
export function mergeKey(field: string, items: readonly unknown[]): string | undefined {
  const key = MERGE_KEYS[field]
  if (field === 'ports' && items.every((item) => !isRecord(item) || item.containerPort === undefined)) return 'port'
  return key
}

/** Strategic merge patch, as far as kubectl uses it on the built-in kinds: merge keys, `$patch`, `$deleteFromPrimitiveList`, `$retainKeys`. */
function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  if (patch.$patch === 'replace') return withoutDirectives(patch)
  const merged: Fields = isRecord(target) ? { ...target } : {}
  const retained = Array.isArray(patch.$retainKeys) ? new Set(patch.$retainKeys) : undefined
  if (retained) for (const field of Object.keys(merged)) if (!retained.has(field)) delete merged[field]
  for (const [field, value] of Object.entries(patch)) {
    const removed = /^\$deleteFromPrimitiveList\/(.+)$/.exec(field)?.[1]
    if (removed) merged[removed] = list(merged[removed]).filter((item) => !list(value).includes(item))
    else if (field.startsWith('$')) continue
    else if (value === null) delete merged[field]
    else if (Array.isArray(value)) merged[field] = mergeLists(field, list(merged[field]), value)
    else merged[field] = strategicMerge(merged[field], value)
  }
  return merged
}

function mergeLists(field: string, current: readonly unknown[], patch: readonly unknown[]): unknown[] {
  if (MERGED_SETS.has(field)) return [...new Set([...current, ...patch])]
  const key = mergeKey(field, [...current, ...patch])
  if (!key || patch.some((item) => isRecord(item) && item.$patch === 'replace')) {
    return patch.filter((item) => !isRecord(item) || item.$patch !== 'replace')
  }
  const merged = [...current]
  for (const item of patch) {
    if (!isRecord(item)) continue
    const index = merged.findIndex((other) => isRecord(other) && other[key] === item[key])
    if (item.$patch === 'delete') {
      if (index >= 0) merged.splice(index, 1)
    } else if (index >= 0) merged[index] = strategicMerge(merged[index], item)
    else merged.push(withoutDirectives(item))
  }
  return merged
}

const withoutDirectives = (value: Fields): Fields =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([field, child]) => !field.startsWith('$') && child !== null)
      .map(([field, child]) => [field, isRecord(child) ? withoutDirectives(child) : child]),
  )

/** What a PATCH of this content type does to the current object. Server-side apply is not a pure patch and lives elsewhere. */
export function applyPatch(contentType: string, current: unknown, patch: unknown): unknown {
  switch (contentType) {
    case patchTypes.json:
      return jsonPatch(current, patch)
    case patchTypes.merge:
      return mergePatch(current, patch)
    case patchTypes.strategic:
      return strategicMerge(current, patch)
    default:
      throw badRequest(`unknown patch type ${text(contentType) ?? ''}`)
  }
}
