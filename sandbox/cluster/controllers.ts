import { DEFINITIONS, kindOf } from './definitions.ts'
import { resourceOf, type Kinds } from './kinds.ts'
import { keyOf, type Change, type Store } from './store.ts'
import type { KubeObject } from './types.ts'
import type { Resources } from './resources.ts'

/** The few control loops of a cluster that the portal and kubectl rely on. Each reacts to one change after it is stored. */

interface Parts {
  store: Store
  kinds: Kinds
  resources: Resources
  /** PEM of the API server's CA, which every namespace gets as ConfigMap kube-root-ca.crt. */
  apiCa: string
  /** Called when a kind is no longer served. */
  onRemoved: (resource: string) => void
}

export function startControllers(parts: Parts): void {
  const { store } = parts
  const owned = new OwnerIndex(store)
  for (const definition of store.list(DEFINITIONS)) parts.kinds.add(kindOf(definition))
  store.subscribe((change) => {
    serveDefinitions(parts, change)
    owned.follow(change)
    // Writes of a controller come after the change has reached every watch, or the watches would see them in the wrong order.
    setImmediate(() => {
      if (!store.isOpen) return
      collectGarbage(parts, owned, change)
      furnishNamespace(parts, change)
      emptyNamespace(parts, change)
    })
  })
  for (const namespace of store.list('/namespaces')) {
    if (namespace.metadata.deletionTimestamp) removeNamespace(parts, namespace)
  }
}

/** A definition makes its kind appear; without it the kind and all of its objects go. */
function serveDefinitions({ store, kinds, onRemoved }: Parts, { resource, type, object }: Change): void {
  if (resource !== DEFINITIONS) return
  const kind = kindOf(object)
  if (type !== 'DELETED') {
    kinds.add(kind)
    return
  }
  kinds.remove(resourceOf(kind))
  setImmediate(() => {
    if (!store.isOpen) return
    for (const orphan of store.list(resourceOf(kind))) store.remove(resourceOf(kind), orphan)
    onRemoved(resourceOf(kind))
  })
}

/** Objects by the uid of their owner, kept up to date with every change. */
class OwnerIndex {
  #dependents = new Map<string, Map<string, { resource: string; namespace?: string; name: string }>>()

  constructor(store: Store) {
    for (const resource of store.resources()) {
      for (const object of store.list(resource)) this.#add(resource, object)
    }
  }

  follow({ resource, type, object, previous }: Change): void {
    if (previous) this.#remove(resource, previous)
    if (type !== 'DELETED') this.#add(resource, object)
  }

  of(uid: string) {
    return [...(this.#dependents.get(uid)?.values() ?? [])]
  }

  #add(resource: string, { metadata }: KubeObject): void {
    const { name, namespace } = metadata
    for (const { uid } of metadata.ownerReferences ?? []) {
      const known = this.#dependents.get(uid) ?? new Map<string, { resource: string; name: string }>()
      known.set(`${resource} ${keyOf(namespace, name)}`, {
        resource,
        name,
        ...(namespace !== undefined && { namespace }),
      })
      this.#dependents.set(uid, known)
    }
  }

  #remove(resource: string, { metadata }: KubeObject): void {
    for (const { uid } of metadata.ownerReferences ?? []) {
      this.#dependents.get(uid)?.delete(`${resource} ${keyOf(metadata.namespace, metadata.name)}`)
    }
  }
}

/** Deletes what belonged to the deleted object alone; `propagationPolicy=Orphan` leaves it (Kubernetes docs, "Garbage Collection"). */
function collectGarbage({ store }: Parts, owned: OwnerIndex, { type, object }: Change): void {
  const { uid, finalizers } = object.metadata
  if (type !== 'DELETED' || uid === undefined) return
  for (const { resource, namespace, name } of owned.of(uid)) {
    const dependent = store.get(resource, namespace, name)
    if (!dependent) continue
    const others = dependent.metadata.ownerReferences?.filter((owner) => owner.uid !== uid) ?? []
    if (others.length > 0 || finalizers?.includes('orphan')) {
      const ownerReferences = others.length > 0 ? others : undefined
      store.put(resource, { ...dependent, metadata: { ...dependent.metadata, ownerReferences } })
    } else {
      store.remove(resource, dependent)
    }
  }
}

/** Every namespace has the service account "default" and the API server's CA. */
function furnishNamespace({ resources, kinds, store, apiCa }: Parts, { resource, type, object }: Change): void {
  if (resource !== '/namespaces' || type !== 'ADDED') return
  const namespace = object.metadata.name
  const current = store.get('/namespaces', undefined, namespace)
  if (!current || current.metadata.deletionTimestamp) return
  const furniture: [string, KubeObject][] = [
    ['serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }],
    [
      'configmaps',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' }, data: { 'ca.crt': apiCa } },
    ],
  ]
  for (const [plural, wanted] of furniture) {
    const kind = kinds.byResource(`/${plural}`)
    const [version] = kind?.versions ?? []
    if (!kind || !version || store.get(resourceOf(kind), namespace, wanted.metadata.name)) continue
    resources.create({ kind, version, namespace }, wanted, {
      manager: 'kube-controller-manager',
      dryRun: false,
      fieldValidation: 'Ignore',
      force: false,
      warnings: [],
    })
  }
}

/** A namespace that is being deleted loses its content first. */
function emptyNamespace(parts: Parts, { resource, type, object }: Change): void {
  if (resource === '/namespaces' && type === 'MODIFIED' && object.metadata.deletionTimestamp)
    removeNamespace(parts, object)
}

function removeNamespace({ store }: Parts, namespace: KubeObject): void {
  const { name } = namespace.metadata
  for (const resource of store.resources()) {
    if (resource === '/namespaces') continue
    for (const object of store.list(resource, name)) store.remove(resource, object)
  }
  const current = store.get('/namespaces', undefined, name)
  if (current) store.remove('/namespaces', current)
}
