import { count, is, part, parts, plain, text, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { PodRow } from './pod'

const productLabel = 'app.kubernetes.io/name'

/** Pods of the product that run no profile, though their names begin like those that do. */
const ofNoProfile = ['operator', 'admission-webhook']

/**
 * The profile whose dataflows a pod runs, by its name. A profile's pods are those of its StatefulSet:
 * `aio-dataflow-<profile>-<ordinal>`. The ordinal is digits only, or profile `a` would claim the pods of `a-b`.
 */
export const profileOfPod = (name: string): string | undefined => {
  const [, profile] = /^aio-dataflow-(.+)-\d+$/.exec(name) ?? []
  const ofNone = ofNoProfile.some((one) => profile === one || profile?.startsWith(`${one}-`))
  return ofNone ? undefined : profile
}

/** What runs in a pod, and for dataflow pods which profile. */
const partOf = (name: string, label: string): Pick<PodRow, 'role' | 'profile'> | undefined => {
  if (name.startsWith('aio-dataflow-operator-') || name.startsWith('aio-wasm-graph-controller-')) {
    return { role: 'operator' }
  }
  const profile = profileOfPod(name)
  if (profile !== undefined) return { role: 'dataflow', profile }
  if (label === 'microsoft-iotoperations-mqttbroker' || name.startsWith('aio-broker-')) return { role: 'broker' }
  if (label === 'microsoft-iotoperations-dataflows' || name.startsWith('aio-dataflow-')) return { role: 'other' }
  return undefined
}

/** One pod as browsers see it, or nothing for pods that have no part in dataflows. Total. */
export const podRow = ({ metadata, spec, status }: KubernetesObject): PodRow | null => {
  const mine = partOf(metadata.name, text(metadata.labels?.[productLabel]))
  if (!mine) return null
  const state = part(status)
  const ready = parts(state.conditions).find(({ type }) => type === 'Ready')
  const containers = [...parts(state.initContainerStatuses), ...parts(state.containerStatuses)]
  const terminating = metadata.deletionTimestamp !== undefined
  const readySince = terminating ? endedAt(metadata) : time(ready?.lastTransitionTime)
  const trouble = troubleOf(containers) ?? { reason: plain(state.reason, 120), message: plain(state.message, 500) }
  const [node, startedAt] = [plain(part(spec).nodeName, 253), time(state.startTime)]
  return {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion ?? '',
    uid: metadata.uid ?? '',
    ...mine,
    phase: terminating ? 'Terminating' : plain(state.phase, 60) || 'Unknown',
    // A pod that is being ended serves nobody for long, and its condition says so late.
    ready: is(ready?.status, 'True') && !terminating,
    ...(readySince !== undefined && { readySince }),
    restarts: containers.reduce((sum, { restartCount }) => sum + (count(restartCount) ?? 0), 0),
    ...(trouble.reason && { reason: trouble.reason }),
    ...(trouble.message && { message: trouble.message }),
    ...(node && { node }),
    ...(startedAt !== undefined && { startedAt }),
  }
}

/** When somebody ended a pod: its deletion is dated ahead by the grace that it is given ("Pod Lifecycle", termination). */
const endedAt = ({
  deletionTimestamp,
  deletionGracePeriodSeconds,
}: KubernetesObject['metadata']): number | undefined => {
  const due = time(deletionTimestamp)
  return due === undefined ? undefined : due - 1_000 * (count(deletionGracePeriodSeconds) ?? 0)
}

/** Why a container waits, or how it ended, now or the time before ("Pod Lifecycle", container states). */
const troubleOf = (containers: readonly Record<string, unknown>[]): { reason: string; message: string } | undefined => {
  for (const container of containers) {
    const [now, before] = [part(container.state), part(part(container.lastState).terminated)]
    const [waiting, ended] = [part(now.waiting), part(now.terminated)]
    const current = [waiting, ended].find(({ reason }) => text(reason) !== '' && reason !== 'Completed')
    if (!current) continue
    // *CrashLoopBackOff* alone says little: how it crashed stands in the state before.
    const message = plain(before.message, 500) || plain(current.message, 500)
    const crash = plain(before.reason, 120)
    return {
      reason: plain(current.reason, 120),
      message: [crash && crash !== 'Error' ? `Last ended with ${crash}.` : '', message].filter(Boolean).join(' '),
    }
  }
  return undefined
}
