import { isRecord, record, type KubeObject } from '../cluster/types.ts'

/** Where the files of `sandbox/seed` put the plant. */
export const PLANT_NAMESPACE = 'azure-iot-operations'

/** Its other namespaces, and what is not in any namespace, get the plant's as a prefix elsewhere. */
const CLUSTER_WIDE = ['ClusterRole', 'ClusterRoleBinding']

/** A plant's objects that are gone when its namespaces are, are found by this label. */
export const PLANT_LABEL = 'sandbox.invalid/plant'

const placeOf = (name: string, plant: string) => (name === PLANT_NAMESPACE ? plant : `${plant}-${name}`)

/** Is this one of the namespaces of a plant? In the usual namespace there is one plant in the cluster, and all are its own. */
export const namespacesOf = (plant: string) => (namespace: string) =>
  plant === PLANT_NAMESPACE || namespace === plant || namespace.startsWith(placeOf('', plant))

/** The object as it stands in a plant of another namespace. */
export function relocated(object: KubeObject, namespace: string): KubeObject {
  if (namespace === PLANT_NAMESPACE) return object
  const there = (name: string) => placeOf(name, namespace)
  const { metadata, kind, involvedObject, roleRef, subjects } = object
  const isWide = kind === 'Namespace' || CLUSTER_WIDE.includes(kind)
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(metadata.namespace !== undefined && { namespace: there(metadata.namespace) }),
      ...(isWide && { name: there(metadata.name), labels: { ...metadata.labels, [PLANT_LABEL]: namespace } }),
    },
    ...(isRecord(involvedObject) && { involvedObject: { ...involvedObject, namespace } }),
    ...(record(roleRef).kind === 'ClusterRole' && {
      roleRef: { ...record(roleRef), name: there(String(record(roleRef).name)) },
    }),
    ...(Array.isArray(subjects) && {
      subjects: subjects
        .map(record)
        .map((subject) => ({ ...subject, ...(isText(subject.namespace) && { namespace: there(subject.namespace) }) })),
    }),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
