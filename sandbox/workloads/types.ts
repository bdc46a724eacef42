import type { CustomResource } from '../client/follow.ts'

/** The parts of the workload kinds that are read and written here, as JSON (Kubernetes API reference). */

export const PODS: CustomResource = { group: '', version: 'v1', plural: 'pods' }
export const SERVICES: CustomResource = { group: '', version: 'v1', plural: 'services' }
export const EVENTS: CustomResource = { group: '', version: 'v1', plural: 'events' }
export const STATEFUL_SETS: CustomResource = { group: 'apps', version: 'v1', plural: 'statefulsets' }

export interface Metadata {
  name: string
  namespace: string
  uid: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean }[]
}

export interface Container {
  name: string
  image: string
  ports?: { name?: string; containerPort: number; protocol?: string }[]
  env?: { name: string; value?: string }[]
  args?: string[]
}

export interface PodSpec {
  containers: Container[]
  nodeName?: string
  serviceAccountName?: string
}

export interface Condition {
  type: string
  status: 'True' | 'False' | 'Unknown'
  lastTransitionTime?: string
  reason?: string
  message?: string
}

export interface Waiting {
  reason: string
  message?: string
}

export interface Terminated {
  exitCode: number
  reason: string
  message?: string
  startedAt?: string
  finishedAt: string
  containerID?: string
}

export interface ContainerStatus {
  name: string
  image: string
  imageID: string
  containerID?: string
  ready: boolean
  started: boolean
  restartCount: number
  state: { waiting?: Waiting; running?: { startedAt: string }; terminated?: Terminated }
  lastState?: { terminated?: Terminated }
}

export interface PodStatus {
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'
  podIP?: string
  podIPs?: { ip: string }[]
  hostIP?: string
  startTime?: string
  conditions?: Condition[]
  containerStatuses?: ContainerStatus[]
}

export interface Pod {
  metadata: Metadata
  spec: PodSpec
  status?: PodStatus
}

export interface Service {
  metadata: Metadata
  spec: {
    selector?: Record<string, string>
    ports?: { name?: string; port: number; targetPort?: number | string }[]
  }
}

export interface StatefulSet {
  metadata: Metadata
  spec: {
    replicas?: number
    serviceName?: string
    podManagementPolicy?: 'OrderedReady' | 'Parallel'
    selector: { matchLabels?: Record<string, string> }
    template: { metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }; spec: PodSpec }
  }
  status?: Record<string, unknown>
}

export const isReady = ({ metadata, status }: Pod): boolean =>
  !metadata.deletionTimestamp &&
  (status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false)

/** Where a pod's container port really listens, on the loopback address: the annotation that the kubelet writes for it. */
export const portAnnotation = (containerPort: number): string => `sandbox.invalid/port.${containerPort}`

/** Names outside the cluster for which a Service stands in: comma separated. */
export const HOSTS_ANNOTATION = 'sandbox.invalid/hosts'
