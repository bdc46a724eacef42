import { list, record, text, without, type Fields, type KubeObject } from './types.ts'

/** The seeded sets and their pods as they stand after a while. Where nothing runs the pods' programs, they stay this picture. */

const UP_SINCE = 'sandbox.invalid/up-since'
const RESTARTS = 'sandbox.invalid/restarts'

/** The set as it is planted: with a status, and without what only the picture needed. */
export function stillSet(set: KubeObject): KubeObject {
  const replicas = Number(record(set.spec).replicas ?? 1)
  const metadata = without(set.metadata, 'annotations') as unknown as KubeObject['metadata']
  const status = {
    observedGeneration: 1,
    replicas,
    readyReplicas: replicas,
    currentReplicas: replicas,
    availableReplicas: replicas,
  }
  return { ...set, metadata, status }
}

/** The pods of the seeded set, ready since its annotation says. */
export function stillPods({ metadata, spec }: KubeObject, uid: string): KubeObject[] {
  const { replicas = 1, template } = record(spec)
  const { name, namespace = '', annotations = {} } = metadata
  const since = annotations[UP_SINCE] ?? null
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid, controller: true, blockOwnerDeletion: true }
  return Array.from({ length: Number(replicas) }, (_, ordinal) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${ordinal}`,
      namespace,
      labels: record(record(record(template).metadata).labels) as Record<string, string>,
      ownerReferences: [owner],
    },
    spec: { nodeName: 'plant-07-edge-1', ...record(record(template).spec) },
    status: {
      phase: 'Running',
      podIP: '127.0.0.1',
      startTime: since,
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: since,
      })),
      containerStatuses: list(record(record(template).spec).containers)
        .map(record)
        .map((container) => containerStatus(container, since, Number(annotations[RESTARTS] ?? 0))),
    },
  }))
}

const containerStatus = ({ name, image }: Fields, startedAt: string | null, restartCount: number): Fields => ({
  name: text(name) ?? '',
  image: text(image) ?? '',
  imageID: '',
  ready: true,
  started: true,
  restartCount,
  state: { running: { startedAt } },
})
