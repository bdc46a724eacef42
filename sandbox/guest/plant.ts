import { setTimeout as wait } from 'node:timers/promises'
import { pathOf, refusedWith, unlessAbsent, type Connection } from '../client/connection.ts'
import { isRecord, record, without, type KubeObject } from '../cluster/types.ts'
import { seededDefinitions, seededObjects } from '../seed-files.ts'
import type { Pki } from '../cluster/pki.ts'
import { PLANT_NAMESPACE, relocated } from './relocated.ts'

/** A definition is served a moment after it was made. */
const SERVED_MS = 15_000

const DEFINITIONS = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' }
const CONFIG_MAPS = { group: '', version: 'v1', plural: 'configmaps' }

/** Says that the plant has been made; whoever deletes it gets what is missing of it at the next start. */
const MARK = 'sandbox-plant'

/** A kind as discovery tells of it (Kubernetes API reference, "APIResourceList"). */
interface Served {
  name: string
  kind: string
  namespaced: boolean
}

/**
 * Plants the definitions and the plant in somebody else's cluster, in the given namespace. What is there stays as it is. Throws an
 * ApiException when the API server refuses.
 */
export async function plantInto(connection: Connection, pki: Pki, namespace = PLANT_NAMESPACE): Promise<void> {
  const mark = { ...CONFIG_MAPS, path: pathOf(CONFIG_MAPS, namespace, MARK) }
  if (await unlessAbsent(connection.send({ method: 'GET', path: mark.path }))) return
  for (const definition of seededDefinitions()) {
    await create(connection, pathOf(DEFINITIONS), definition)
  }
  const kinds = new Kinds(connection)
  for (const object of seededObjects(pki).flatMap((each) => relocated(each, namespace))) {
    const { path, hasStatus } = await kinds.of(object)
    await create(connection, path, withoutPicture(object))
    // Controllers write the status of sets; nobody else would write the others'.
    if (hasStatus && isRecord(object.status) && object.kind !== 'StatefulSet') {
      await connection.send({
        method: 'PATCH',
        path: `${path}/${object.metadata.name}/status`,
        body: { status: object.status },
        contentType: 'application/merge-patch+json',
      })
    }
  }
  await create(connection, pathOf(CONFIG_MAPS, namespace), {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: MARK },
    data: { note: 'The sandbox plants its objects when this ConfigMap is missing.' },
  })
}

/** Makes the object unless it is there. */
async function create(connection: Connection, path: string, body: object): Promise<void> {
  try {
    await connection.send({ method: 'POST', path, query: { fieldManager: 'sandbox', fieldValidation: 'Strict' }, body })
  } catch (error) {
    if (refusedWith(error) !== 409) throw error
  }
}

/** Without what is only part of a picture of a cluster: since when pods run that do not, and addresses that a cluster gives itself. */
function withoutPicture(object: KubeObject): KubeObject {
  if (object.kind === 'Service') {
    return { ...object, spec: without(record(object.spec), 'clusterIP', 'clusterIPs') }
  }
  if (object.kind !== 'StatefulSet') return object
  const { annotations, ...metadata } = object.metadata
  const kept = Object.entries(annotations ?? {}).filter(([name]) => !/\/(up-since|restarts)$/.test(name))
  return { ...object, metadata: { ...metadata, annotations: Object.fromEntries(kept) } }
}

/** Where objects of a kind are made, asked of the API server once per version of a group. */
class Kinds {
  #connection: Connection
  #served = new Map<string, Served[]>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async of({ apiVersion, kind, metadata }: KubeObject): Promise<{ path: string; hasStatus: boolean }> {
    const served = await this.#find(apiVersion, kind)
    const { name: plural, namespaced } = served
    const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
    const path = pathOf({ group, version, plural }, namespaced ? metadata.namespace : undefined)
    const hasStatus = this.#served.get(apiVersion)?.some(({ name }) => name === `${plural}/status`) ?? false
    return { path, hasStatus }
  }

  async #find(apiVersion: string, kind: string): Promise<Served> {
    const deadline = Date.now() + SERVED_MS
    for (;;) {
      const kinds = this.#served.get(apiVersion) ?? (await this.#ask(apiVersion))
      const found = kinds.find((each) => each.kind === kind && !each.name.includes('/'))
      if (found) {
        this.#served.set(apiVersion, kinds)
        return found
      }
      if (Date.now() > deadline) throw new Error(`nothing serves ${apiVersion} ${kind}`)
      this.#served.delete(apiVersion)
      await wait(100)
    }
  }

  async #ask(apiVersion: string): Promise<Served[]> {
    const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const answer = await unlessAbsent(this.#connection.send({ method: 'GET', path }))
    return (record(answer).resources ?? []) as Served[]
  }
}
