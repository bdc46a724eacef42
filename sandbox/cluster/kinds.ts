import type { ResourceName } from './status.ts'
import type { Schema } from './schema.ts'
import type { KubeObject } from './types.ts'

/** A column of `kubectl get`: a JSONPath as in a CRD's additionalPrinterColumns, or a function for the built-in kinds. */
export interface Column {
  name: string
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  description?: string
  format?: string
  priority?: number
  value: string | ((object: KubeObject) => string | number)
}

export interface ScalePaths {
  replicas: readonly string[]
  statusReplicas: readonly string[]
  selector?: readonly string[]
}

export interface Version {
  name: string
  schema?: Schema
  columns: readonly Column[]
}

/** One resource that the server serves. */
export interface Kind extends ResourceName {
  kind: string
  listKind: string
  singular: string
  shortNames: readonly string[]
  categories: readonly string[]
  namespaced: boolean
  /** Served versions, preferred one first. All of them have the same shape; only `apiVersion` differs. */
  versions: readonly Version[]
  /** Has `/status`, so that writes to the object leave status alone and the other way round. */
  status: boolean
  scale?: ScalePaths
  /** Counts changes of the specification in `metadata.generation`. */
  generation: boolean
  /** Served because of a CustomResourceDefinition. */
  custom: boolean
  /** Field selectors beyond metadata.name and metadata.namespace, with their paths. */
  selectable: Readonly<Record<string, readonly string[]>>
}

export const resourceOf = ({ group, plural }: ResourceName) => `${group}/${plural}`

export const apiVersionOf = (group: string, version: string) => (group ? `${group}/${version}` : version)

export const versionOf = (kind: Kind, name: string) => kind.versions.find((version) => version.name === name)

export const preferredVersion = (kind: Kind): Version => {
  const [first] = kind.versions
  if (!first) throw new Error(`${kind.plural} has no version`)
  return first
}

/** The table of served kinds. Custom kinds come and go with their definitions. */
export class Kinds {
  #kinds = new Map<string, Kind>()

  constructor(builtin: readonly Kind[]) {
    for (const kind of builtin) this.add(kind)
  }

  add(kind: Kind): void {
    this.#kinds.set(resourceOf(kind), kind)
  }

  remove(resource: string): void {
    this.#kinds.delete(resource)
  }

  all(): Kind[] {
    return [...this.#kinds.values()]
  }

  byResource(resource: string): Kind | undefined {
    return this.#kinds.get(resource)
  }

  /** The kind behind `/apis/<group>/<version>/<plural>`, if it is served. */
  find(group: string, version: string, plural: string): Kind | undefined {
    const kind = this.#kinds.get(resourceOf({ group, plural }))
    return kind && versionOf(kind, version) ? kind : undefined
  }

  byKind(group: string, name: string): Kind | undefined {
    return this.all().find((kind) => kind.group === group && kind.kind === name)
  }
}
