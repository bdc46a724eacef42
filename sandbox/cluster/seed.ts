import { readdirSync, readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { apiVersionOf, resourceOf } from './kinds.ts'
import { stillPods, stillSet } from './still-pods.ts'
import type { Pki } from './pki.ts'
import type { Target, WriteOptions } from './resources.ts'
import type { ApiServer } from './server.ts'
import type { Store } from './store.ts'
import { isRecord, record, timestamp, type KubeObject } from './types.ts'

/** Plants the definitions of `sandbox/crds` and the objects of `sandbox/seed` in a cluster that has never been planted. */

const CRDS = new URL('../crds/', import.meta.url)
const SEED = new URL('../seed/', import.meta.url)

/** Says that the plant has been made; whoever deletes it gets a fresh one at the next start. */
const MARK: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'sandbox-plant', namespace: 'kube-system' },
  data: { note: 'The sandbox plants its objects when this ConfigMap is missing.' },
}

export function plant(api: ApiServer, store: Store, pki: Pki): void {
  if (store.get('/configmaps', 'kube-system', MARK.metadata.name)) return
  const certificates = substitutes(pki)
  // Definitions are committed first, because their kinds are served from the moment the commit is announced.
  store.transaction(() => {
    for (const definition of documents(CRDS)) put(api, store, definition)
  })
  store.transaction(() => {
    for (const document of documents(SEED)) {
      const object = substituted(document, certificates) as KubeObject
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

function documents(folder: URL): KubeObject[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')))
    .map((document) => {
      const [problem] = 'errors' in document ? document.errors : []
      if (problem) throw problem
      return document.toJS() as KubeObject | null
    })
    .filter((object) => object !== null)
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

type Substitutes = Record<string, string>

/** Certificates that the seed files name as `{{…}}`. */
function substitutes(pki: Pki): Substitutes {
  return {
    'ca:api': pki.ca('api'),
    'ca:aio': pki.ca('aio'),
    'ca:partner': pki.ca('partner'),
  }
}

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** Replaces `{{name}}` and `{{ago 5m}}` in every text of the object. */
function substituted(value: unknown, known: Substitutes): unknown {
  if (typeof value === 'string') return value.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => substitute(name, known))
  if (Array.isArray(value)) return value.map((item) => substituted(item, known))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(record(value)).map(([field, child]) => [field, substituted(child, known)]))
}

function substitute(name: string, known: Substitutes): string {
  const ago = /^ago (\d+)([smhd])$/.exec(name)
  if (ago) {
    const seconds = Number(ago[1]) * UNITS[ago[2] as keyof typeof UNITS]
    return timestamp(new Date(Date.now() - seconds * 1000))
  }
  const found = known[name]
  if (found === undefined) throw new Error(`the seed names {{${name}}}, which nobody provides`)
  return found
}
