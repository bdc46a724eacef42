import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { pathOf, refusedWith, type Connection } from '../client/connection.ts'
import { Mirror } from '../client/mirror.ts'
import { WorkQueue } from '../client/work-queue.ts'
import { isReady, PODS, STATEFUL_SETS, type Pod, type StatefulSet } from './types.ts'

/** What pods of one template carry, so that a changed template is seen on them (Kubernetes docs, "StatefulSets"). */
const REVISION = 'controller-revision-hash'

/**
 * Makes the pods of StatefulSets: as many as `replicas` says, named by ordinal, in order where the set wants order; replaces those
 * that went and, one after the other, those of an older template. One that does not become ready stops that until somebody
 * deletes it ("StatefulSets", forced rollback). Volumes, partitions and `OnDelete` are left out.
 */
export class StatefulSets {
  #connection: Connection
  #pods: Mirror<Pod>
  #sets: Mirror<StatefulSet>
  #queue = new WorkQueue((key) => this.#pass(key))

  /** The copy of the pods is the caller's, who tells of their changes. */
  constructor(connection: Connection, pods: Mirror<Pod>) {
    this.#connection = connection
    this.#pods = pods
    this.#sets = new Mirror<StatefulSet>(connection, STATEFUL_SETS, (key) => this.#queue.add(key))
  }

  get filled(): Promise<void> {
    return this.#sets.filled
  }

  podChanged(key: string): void {
    this.#queue.add(key.replace(/-\d+$/, ''))
  }

  async stop(): Promise<void> {
    await Promise.all([this.#sets.stop(), this.#queue.stop()])
  }

  async #pass(key: string): Promise<void> {
    const set = this.#sets.get(key)
    // Its pods go with a set that is deleted: they are owned by it.
    if (!set || set.metadata.deletionTimestamp) return
    try {
      await this.#pods.filled
      const pods = this.#podsOf(set)
      await this.#reconcile(set, pods)
      await this.#report(set, pods)
    } catch (error) {
      // The copy was out of date, and its event starts the next pass; or the API server is away, and the next list does.
      if (refusedWith(error) === undefined) return
    }
  }

  #podsOf({ metadata }: StatefulSet): Map<number, Pod> {
    const found = new Map<number, Pod>()
    for (const pod of this.#pods.all()) {
      const ordinal = ordinalOf(pod.metadata.name, metadata.name)
      const owned = pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid)
      if (ordinal !== undefined && owned && pod.metadata.namespace === metadata.namespace) found.set(ordinal, pod)
    }
    return found
  }

  async #reconcile(set: StatefulSet, pods: Map<number, Pod>): Promise<void> {
    const { replicas = 1, podManagementPolicy = 'OrderedReady' } = set.spec
    for (const ordinal of [...pods.keys()].filter((each) => each >= replicas).sort((a, b) => b - a)) {
      await this.#remove(pods.get(ordinal))
    }
    const outdated = [...pods]
      .filter(([ordinal, pod]) => ordinal < replicas && !isCurrent(set, pod))
      .sort(([a], [b]) => b - a)
      .map(([, pod]) => pod)
    for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
      const pod = pods.get(ordinal)
      if (!pod) await this.#make(set, ordinal)
      if (podManagementPolicy === 'OrderedReady' && !(pod && isReady(pod))) return
    }
    if ([...pods.values()].every(isReady)) await this.#remove(outdated[0])
  }

  async #make(set: StatefulSet, ordinal: number): Promise<void> {
    const { name, namespace, uid } = set.metadata
    const { metadata = {}, spec } = set.spec.template
    const podName = `${name}-${ordinal}`
    const body = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: podName,
        namespace,
        labels: {
          ...metadata.labels,
          'apps.kubernetes.io/pod-index': String(ordinal),
          'statefulset.kubernetes.io/pod-name': podName,
          [REVISION]: revisionOf(set),
        },
        ...(metadata.annotations && { annotations: metadata.annotations }),
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid, controller: true, blockOwnerDeletion: true },
        ],
      },
      spec,
    }
    await this.#connection.send({ method: 'POST', path: pathOf(PODS, namespace), body })
  }

  async #remove(pod: Pod | undefined): Promise<void> {
    if (!pod || pod.metadata.deletionTimestamp) return
    const { name, namespace, uid } = pod.metadata
    await this.#connection.send({
      method: 'DELETE',
      path: pathOf(PODS, namespace, name),
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } },
    })
  }

  async #report(set: StatefulSet, pods: Map<number, Pod>): Promise<void> {
    const all = [...pods.values()]
    const ready = all.filter(isReady).length
    const current = all.filter((pod) => isCurrent(set, pod)).length
    const revision = `${set.metadata.name}-${revisionOf(set)}`
    const rolledOut = current === all.length
    const status = {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: all.length,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: rolledOut ? all.length : all.length - current,
      updatedReplicas: current,
      currentRevision: rolledOut ? revision : (set.status?.currentRevision ?? revision),
      updateRevision: revision,
      collisionCount: 0,
    }
    if (isDeepStrictEqual(status, set.status)) return
    const { name, namespace, uid } = set.metadata
    await this.#connection.send({
      method: 'PATCH',
      path: pathOf(STATEFUL_SETS, namespace, name, 'status'),
      query: { fieldManager: 'statefulset-controller' },
      body: { metadata: { uid }, status },
      contentType: 'application/merge-patch+json',
    })
  }
}

function ordinalOf(pod: string, set: string): number | undefined {
  const end = pod.startsWith(`${set}-`) ? pod.slice(set.length + 1) : ''
  return /^(0|[1-9]\d*)$/.test(end) ? Number(end) : undefined
}

const revisionOf = ({ spec }: StatefulSet): string =>
  createHash('sha256').update(JSON.stringify(spec.template)).digest('hex').slice(0, 10)

/** A pod without the label came with the set; it is of the template that the set was first seen with. */
function isCurrent(set: StatefulSet, { metadata }: Pod): boolean {
  const revision = metadata.labels?.[REVISION]
  if (revision !== undefined) return revision === revisionOf(set)
  const first = set.status?.currentRevision
  return first === undefined || first === `${set.metadata.name}-${revisionOf(set)}`
}
