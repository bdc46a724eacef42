import { humanAge } from './age.ts'
import type { Column, Version } from './kinds.ts'
import { isRecord, list, type Fields, type KubeObject } from './types.ts'

/** Server-side printing: `Accept: application/json;as=Table` (Kubernetes docs, "Receiving resources as Tables"). */

const DEFAULT_COLUMNS: Column[] = [
  { name: 'Name', type: 'string', format: 'name', value: '.metadata.name' },
  { name: 'Age', type: 'date', value: '.metadata.creationTimestamp' },
]

export type IncludeObject = 'None' | 'Metadata' | 'Object'

export const partial = (object: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: object.metadata,
})

export function toTable(
  version: Version,
  objects: readonly KubeObject[],
  metadata: Fields,
  include: IncludeObject,
  headers = true,
) {
  const columns = version.columns.length > 0 ? version.columns : DEFAULT_COLUMNS
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: headers
      ? columns.map(({ name, type, format, description, priority }) => ({
          name,
          type: type === 'date' ? 'string' : type,
          format: format ?? (name === 'Name' ? 'name' : ''),
          description: description ?? '',
          priority: priority ?? 0,
        }))
      : null,
    rows: objects.map((object) => ({
      cells: columns.map((column) => cell(column, object)),
      object: include === 'None' ? null : include === 'Object' ? object : partial(object),
    })),
  }
}

function cell({ type, value }: Column, object: KubeObject): string | number | boolean | null {
  const found = typeof value === 'function' ? value(object) : jsonPath(object, value)
  if (found === undefined || found === null) return type === 'date' ? '<unknown>' : type === 'string' ? '' : null
  if (type === 'date') return humanAge(String(found))
  if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return found
  return JSON.stringify(found)
}

/** The subset of JSONPath that printer columns use: fields, indexes and one filter, as in `.conditions[?(@.type=="Ready")].status`. */
export function jsonPath(root: unknown, path: string): unknown {
  const steps = path.match(/\.[^.[\]]+|\[\?\(@\.[^\]]+\)\]|\[\d+\]|\[\*\]/g) ?? []
  return steps.reduce<unknown>((node, step) => {
    const filter = /^\[\?\(@\.(\w+)\s*==\s*['"]([^'"]*)['"]\)\]$/.exec(step)
    if (filter) return list(node).find((item) => isRecord(item) && item[filter[1] ?? ''] === filter[2])
    if (step === '[*]') return list(node)[0]
    if (step.startsWith('[')) return list(node)[Number(step.slice(1, -1))]
    return isRecord(node) ? node[step.slice(1)] : undefined
  }, root)
}
