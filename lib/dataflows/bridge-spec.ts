import { mergePatched, type Tree } from '@/lib/core/tree'
import { part, type Part, parts } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import {
  bridgeValuesOf,
  type BridgeKey,
  type BridgeValues,
  operationAt,
  operationKinds,
  type OperationKind,
  topicsOf,
  trimmed,
} from './bridge-values'

/** A dataflow to create. */
export type NewDataflow = KubernetesObject & { spec: Tree }

/**
 * A new dataflow of what a form holds, and nothing that Azure IoT Operations would do by itself. The profile is always
 * written: it cannot be chosen later. What no form shows comes from the spec that it is made `like`, if from anywhere.
 */
export const newDataflow = (name: string, values: BridgeValues, like: Tree = {}): NewDataflow => {
  const begun: Tree = { ...like, profileRef: values.profile.trim() }
  return { metadata: { name }, spec: mergePatched(begun, bridgePatch(begun, values) ?? {}) }
}

/**
 * The JSON merge patch of `spec` that makes a dataflow show these values, or nothing when it already does. A merge patch
 * replaces lists whole, so it holds all operations as they are in `spec`, with only what differs changed; it is good for
 * that very state and no other. The profile is not in it: a dataflow keeps the one that it was made with.
 */
export const bridgePatch = (spec: unknown, values: BridgeValues): Tree | undefined => {
  const [before, wanted] = [bridgeValuesOf(spec), trimmed(values)]
  const differs = (...keys: BridgeKey[]) => keys.some((key) => wanted[key] !== before[key])
  const changes: [OperationKind, Part][] = []
  if (differs('source', 'topics')) {
    changes.push([
      'source',
      {
        ...(differs('source') && { endpointRef: wanted.source }),
        ...(differs('topics') && { dataSources: topicsOf(wanted) }),
      },
    ])
  }
  if (differs('schema', 'format')) {
    changes.push([
      'transformation',
      {
        ...(differs('schema') && { schemaRef: wanted.schema || undefined }),
        ...(differs('format') && { serializationFormat: wanted.format || undefined }),
      },
    ])
  }
  if (differs('destination', 'target')) {
    changes.push([
      'destination',
      {
        ...(differs('destination') && { endpointRef: wanted.destination }),
        ...(differs('target') && { dataDestination: wanted.target }),
      },
    ])
  }
  if (changes.length === 0 && !differs('mode')) return undefined
  const operations = changes.reduce(withSettings, parts(part(spec).operations))
  return { ...(changes.length > 0 && { operations }), ...(differs('mode') && { mode: wanted.mode }) }
}

/** The operations with some settings of one of them set; what is `undefined` goes. Everything else stays, in its order. */
const withSettings = (operations: Part[], [kind, change]: [OperationKind, Part]): Part[] => {
  const { type, settings } = operationKinds[kind]
  const at = operationAt(operations, kind)
  const old = at < 0 ? { operationType: type } : operations[at]
  const changed = { ...old, [settings]: withoutUndefined({ ...part(old?.[settings]), ...change }) }
  return at < 0 ? operations.toSpliced(placeOf(operations, kind), 0, changed) : operations.with(at, changed)
}

/** Source first, destination last, the transformation before the destination. */
const placeOf = (operations: readonly Part[], kind: OperationKind): number => {
  if (kind === 'source') return 0
  const destination = kind === 'transformation' ? operationAt(operations, 'destination') : -1
  return destination < 0 ? operations.length : destination
}

const withoutUndefined = (settings: Part): Part =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
