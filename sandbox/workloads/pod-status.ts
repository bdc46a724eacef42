import type { Condition, ContainerStatus, Pod, PodStatus, Terminated } from './types.ts'

/** How it stands with the one container of a pod that runs a program. */
export type ContainerState =
  | { state: 'starting' }
  | { state: 'running'; since: string }
  /** `terminated` is how the last run ended; absent when there was none. */
  | { state: 'waiting'; reason: string; message: string }

export interface Run {
  container: ContainerState
  containerId: string
  restarts: number
  last?: Terminated | undefined
}

/** The whole status of the pod, as a kubelet reports it ("Pod Lifecycle" in the Kubernetes documentation). Times of what did not change stay. */
export function statusOf(pod: Pod, { container, containerId, restarts, last }: Run, now: string): PodStatus {
  const [spec] = pod.spec.containers
  const ready = container.state === 'running'
  // A pod stays `Running` between two runs of its container; it is `Pending` only until the first one.
  const phase = ready || restarts > 0 || last ? 'Running' : 'Pending'
  const before = pod.status?.conditions ?? []
  const name = spec?.name ?? ''
  const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${name}]` }
  const containerStatus: ContainerStatus = {
    name,
    image: spec?.image ?? '',
    imageID: '',
    ...(ready && { containerID: containerId }),
    ready,
    started: ready,
    restartCount: restarts,
    state: stateOf(container),
    lastState: last ? { terminated: last } : {},
  }
  return {
    phase,
    ...(ready && { podIP: '127.0.0.1', podIPs: [{ ip: '127.0.0.1' }] }),
    hostIP: '127.0.0.1',
    startTime: pod.status?.startTime ?? now,
    conditions: [
      condition(before, now, 'PodScheduled', true),
      condition(before, now, 'Initialized', true),
      condition(before, now, 'ContainersReady', ready, unready),
      condition(before, now, 'Ready', ready, unready),
    ],
    containerStatuses: [containerStatus],
  }
}

function stateOf(container: ContainerState): ContainerStatus['state'] {
  switch (container.state) {
    case 'starting':
      return { waiting: { reason: 'ContainerCreating' } }
    case 'running':
      return { running: { startedAt: container.since } }
    case 'waiting':
      return { waiting: { reason: container.reason, message: container.message } }
  }
}

function condition(
  before: readonly Condition[],
  now: string,
  type: string,
  holds: boolean,
  unless: { reason?: string; message?: string } = {},
): Condition {
  const status = holds ? 'True' : 'False'
  const known = before.find((each) => each.type === type && each.status === status)
  return { type, status, lastTransitionTime: known?.lastTransitionTime ?? now, ...(!holds && unless) }
}

/** Doubles from the first wait to the longest, as the kubelet's back-off does. */
export const backOffMs = (failures: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number =>
  Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
