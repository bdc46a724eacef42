import { seededDefinitions, seededObjects } from '../seed-files.ts'
import { apiVersionOf, resourceOf } from './kinds.ts'
import { stillPods, stillSet } from './still-pods.ts'
import type { Pki } from './pki.ts'
import type { Target, WriteOptions } from './resources.ts'
import type { ApiServer } from './server.ts'
import type { Store } from './store.ts'
import { isRecord, type KubeObject } from './types.ts'

/** Plants the definitions of `sandbox/crds` and the objects of `sandbox/seed` in a cluster that has never been planted. */

/** Says that the plant has been made; whoever deletes it gets a fresh one at the next start. */
const MARK: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'sandbox-plant', namespace: 'kube-system' },
  data: { note: 'The sandbox plants its objects when this ConfigMap is missing.' },
}

export function plant(api: ApiServer, store: Store, pki: Pki): void {
  if (store.get('/configmaps', 'kube-system', MARK.metadata.name)) return
  // Definitions are committed first, because their kinds are served from the moment the commit is announced.
  store.transaction(() => {
    for (const definition of seededDefinitions()) put(api, store, definition)
  })
  store.transaction(() => {
    for (const object of seededObjects(pki)) {
      if (object.kind !== 'StatefulSet') {
        put(api, store, object)
        continue
      }
      put(api, store, stillSet(object))
      const { uid } = store.get('apps/statefulsets', object.metadata.namespace, object.metadata.name)?.metadata ?? {}
      for (const pod of stillPods(object, uid ?? '')) put(api, store, pod)
    }
    put(api, store, MARK)
  })
}

const options: WriteOptions = {
  manager: 'sandbox',
  dryRun: false,
  fieldValidation: 'Strict',
  force: false,
  warnings: [],
}

/** Creates the object unless it exists, with its status where the file gives one. */
function put({ kinds, resources }: ApiServer, store: Store, object: KubeObject): void {
  const kind = kinds
    .all()
    .find(({ group, kind: name, versions }) =>
      versions.some((version) => name === object.kind && apiVersionOf(group, version.name) === object.apiVersion),
    )
  const version = kind?.versions.find(({ name }) => apiVersionOf(kind.group, name) === object.apiVersion)
  if (!kind || !version) throw new Error(`nothing serves ${object.apiVersion} ${object.kind}`)
  const target: Target = { kind, version, namespace: kind.namespaced ? object.metadata.namespace : undefined }
  const { name } = object.metadata
  if (store.get(resourceOf(kind), target.namespace, name)) return
  const made = resources.create(target, object, options)
  if (kind.status && isRecord(object.status) && !kind.plural.startsWith('customresource')) {
    resources.update(target, name, { ...made, status: object.status }, { ...options, subresource: 'status' })
  }
}
