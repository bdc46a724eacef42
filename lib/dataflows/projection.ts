import { is, part, type Part, parts, text, texts, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject, ObjectMeta } from '@/lib/kubernetes/objects'
import type { EndpointFact } from './endpoint-fact'
import { healthOf, olderStatusOf } from './health'
import type { DataflowRow, GraphRow, ProfileRow } from './row'

/** The first operation of a kind, known by its settings too: some samples write `operationType: source`. */
const operation = (operations: unknown, type: 'Source' | 'Destination', settings: string): Part | undefined => {
  const all = parts(operations)
  const found = all.find((one) => is(one.operationType, type)) ?? all.find((one) => settings in one)
  return found && part(found[settings])
}

/** One `Dataflow` as browsers see it. Total: objects made by hand hold anything. */
export const dataflowRow = (object: KubernetesObject): DataflowRow => {
  const { metadata, status } = object
  const spec = part(object.spec)
  const source = operation(spec.operations, 'Source', 'sourceSettings')
  const destination = operation(spec.operations, 'Destination', 'destinationSettings')
  const [specChangedAt, health, older] = [specChangedAtOf(metadata), healthOf(status), olderStatusOf(status)]
  return {
    ...common(metadata, spec),
    ...(source && text(source.endpointRef)
      ? { source: { endpoint: text(source.endpointRef), topics: texts(source.dataSources) } }
      : {}),
    ...(destination && text(destination.endpointRef)
      ? { destination: { endpoint: text(destination.endpointRef), target: text(destination.dataDestination) } }
      : {}),
    ...(hasSchema(spec.operations) && { schema: true as const }),
    createdAt: time(metadata.creationTimestamp) ?? 0,
    ...(specChangedAt !== undefined && { specChangedAt }),
    ...(metadata.generation !== undefined && { generation: metadata.generation }),
    ...(health && { health }),
    ...(older && { older }),
  }
}

/** Where what a destination gets is described ("Understand message schemas"). */
const hasSchema = (operations: unknown): boolean =>
  parts(operations).some((one) => text(part(one.builtInTransformationSettings).schemaRef) !== '')

const common = (metadata: ObjectMeta, spec: Part) => ({
  name: metadata.name,
  resourceVersion: metadata.resourceVersion ?? '',
  uid: metadata.uid ?? '',
  // Without a profile a dataflow runs in the one that every instance has ("Configure data flow profile").
  profile: text(spec.profileRef) || 'default',
  mode: is(spec.mode, 'Disabled') ? ('Disabled' as const) : ('Enabled' as const),
})

/**
 * When anything but the status was last written: the API server notes each writer's time, and the part of the object it
 * wrote to ("Server-Side Apply", field management).
 */
const specChangedAtOf = ({ managedFields }: ObjectMeta): number | undefined => {
  const times = parts(managedFields).flatMap((entry) => (text(entry.subresource) ? [] : (time(entry.time) ?? [])))
  return times.length > 0 ? Math.max(...times) : undefined
}

/**
 * One `DataflowEndpoint` as far as a refusal may hang on it; its settings stand under `<endpointType>Settings`, in whatever
 * letter case.
 */
export const endpointFact = (object: KubernetesObject): EndpointFact => {
  const spec = part(object.spec)
  const [endpointType, hostType] = [text(spec.endpointType), text(spec.hostType)]
  const settings = Object.entries(spec).find(([key]) => is(key, `${endpointType}Settings`))?.[1]
  return {
    name: object.metadata.name,
    endpointType,
    ...(hostType && { hostType }),
    host: text(part(settings).host),
  }
}

/** One `DataflowProfile` as browsers see it. */
export const profileRow = (object: KubernetesObject): ProfileRow => {
  const count = part(object.spec).instanceCount
  return {
    name: object.metadata.name,
    resourceVersion: object.metadata.resourceVersion ?? '',
    instanceCount: typeof count === 'number' ? count : 1,
  }
}

/** One `DataflowGraph` as browsers see it: its outer nodes name endpoints ("Use WebAssembly with data flow graphs"). */
export const graphRow = (object: KubernetesObject): GraphRow => {
  const spec = part(object.spec)
  const settings = (side: 'source' | 'destination') => parts(spec.nodes).map((node) => part(node[`${side}Settings`]))
  const endpoints = (side: 'source' | 'destination') =>
    // Several nodes of a graph may use one endpoint.
    [...new Set(settings(side).map(({ endpointRef }) => text(endpointRef)))]
      .filter(Boolean)
      .map((endpoint) => ({ side, endpoint }))
  const [specChangedAt, health] = [specChangedAtOf(object.metadata), healthOf(object.status)]
  return {
    ...common(object.metadata, spec),
    sides: [...endpoints('source'), ...endpoints('destination')],
    topics: {
      source: settings('source').flatMap(({ dataSources }) => texts(dataSources)),
      destination: settings('destination').flatMap(({ dataDestination }) => text(dataDestination) || []),
    },
    createdAt: time(object.metadata.creationTimestamp) ?? 0,
    ...(specChangedAt !== undefined && { specChangedAt }),
    ...(health && { health }),
  }
}
