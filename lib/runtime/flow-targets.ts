import type { Failure } from '@/lib/core/result'
import { part } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { PodRow } from './pod'

/** A pod whose counters are to be read. */
export type FlowTarget = {
  pod: string
  profile: string
  /** Where its profile says that it exposes metrics; nothing when the profile turns them off. */
  port: number | undefined
  /** Changes when the pod or a container of it is started anew. */
  life: string
}

/** "Configure data flow profile", diagnostics. */
const usualPort = 9600

/** More pods than anybody would look at: their counters cost a request each. */
const mostPods = 200

/** The pods to read: those that run dataflows and are ready. */
export const flowTargets = (pods: Iterable<PodRow>, profiles: ReadonlyMap<string, KubernetesObject>): FlowTarget[] =>
  [...pods]
    .flatMap(({ name, uid, role, profile, ready, restarts }) =>
      role === 'dataflow' && profile !== undefined && ready
        ? [{ pod: name, profile, port: portOf(profiles.get(profile)), life: `${uid} ${restarts}` }]
        : [],
    )
    .sort((one, other) => (one.pod < other.pod ? -1 : 1))
    .slice(0, mostPods)

const portOf = (profile: KubernetesObject | undefined): number | undefined => {
  const port = part(part(part(profile?.spec).diagnostics).metrics).prometheusPort
  if (typeof port !== 'number') return usualPort
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined
}

/** Why a pod has no counters, in one sentence, from how the attempt to read them failed. */
export const absentText = ({ code, message }: Failure, port: number): string => {
  switch (code) {
    case 'forbidden':
      return 'The cluster does not allow the portal to read the metrics of pods (get on pods/proxy).'
    case 'not-found':
    case 'unsupported':
      return `The pod exposes no metrics on port ${port}.`
    case 'unavailable':
      return `Nothing answers on port ${port} of the pod.`
    case 'timeout':
      return `The metrics on port ${port} of the pod did not come in time.`
    case 'garbled':
      return `What port ${port} of the pod exposes is not metrics.`
    default:
      return message
  }
}

/** What says that the next try will be no better for a while: rights and ports change by somebody's hand. */
export const isLasting = ({ code }: Failure): boolean =>
  code === 'forbidden' || code === 'not-found' || code === 'unsupported' || code === 'unavailable' || code === 'garbled'
