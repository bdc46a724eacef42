import type { KubernetesObject } from '@/lib/kubernetes/objects'

/** An object that is new, different or (without `object`) gone. */
export type Change = { name: string; object?: KubernetesObject }

/**
 * The copy of one kind in memory, by name. Each method answers what really changed: a list after a reconnect repeats
 * mostly what is known, and nobody downstream should hear of that.
 */
export const createCopy = () => {
  const objects = new Map<string, KubernetesObject>()

  const apply = (object: KubernetesObject): Change[] => {
    const { name } = object.metadata
    const known = objects.get(name)
    // Equality is all that may be asked of versions ("Resource versions" in "Kubernetes API Concepts").
    if (
      known &&
      known.metadata.uid === object.metadata.uid &&
      known.metadata.resourceVersion === object.metadata.resourceVersion
    )
      return []
    const slim = withoutFieldLists(object)
    objects.set(name, slim)
    return [{ name, object: slim }]
  }

  const remove = (name: string): Change[] => (objects.delete(name) ? [{ name }] : [])

  const replace = (all: readonly KubernetesObject[]): Change[] => {
    const names = new Set(all.map(({ metadata }) => metadata.name))
    const gone = [...objects.keys()].filter((name) => !names.has(name))
    return [...gone.flatMap(remove), ...all.flatMap(apply)]
  }

  return { objects: objects as ReadonlyMap<string, KubernetesObject>, apply, remove, replace }
}

/** managedFields repeat every field per writer and outweigh the object; who wrote to which part, and when, is all that is wanted of them. */
const withoutFieldLists = (object: KubernetesObject): KubernetesObject => {
  const { managedFields } = object.metadata
  if (!Array.isArray(managedFields)) return object
  const slim = managedFields.map(({ manager, operation, time, subresource }) => ({
    manager,
    operation,
    time,
    ...(subresource !== undefined && { subresource }),
  }))
  return { ...object, metadata: { ...object.metadata, managedFields: slim } }
}
