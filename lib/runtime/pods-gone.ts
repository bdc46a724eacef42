import type { EventRow } from './event'
import type { PodRow } from './pod'
import { profileOfPod } from './pods'

/** When the last pod of a profile went, epoch milliseconds, by the profile's name. Asked only of profiles without a pod. */
export type PodsGone = ReadonlyMap<string, number>

const ends = new Set(['Killing', 'SuccessfulDelete', 'Preempted', 'Evicted', 'TaintManagerEviction'])
const beginnings = new Set(['Started', 'SuccessfulCreate'])

/** The profile that an event tells the end or the beginning of a pod of. */
const profileOf = ({ about: { kind, name }, reason }: EventRow): string | undefined => {
  if (!ends.has(reason) && !beginnings.has(reason)) return undefined
  // A StatefulSet tells of its pods in its own events, and is named as they are, without their number.
  return kind === 'Pod' ? profileOfPod(name) : kind === 'StatefulSet' ? profileOfPod(`${name}-0`) : undefined
}

/**
 * When the pods of each profile were ended, by the cluster's events. Nothing of a profile of whose pods a later event tells
 * that one began: that one went without a word.
 */
export const podsGoneByEvents = (events: Iterable<EventRow>): PodsGone => {
  const [ended, begun] = [new Map<string, number>(), new Map<string, number>()]
  for (const event of events) {
    const profile = profileOf(event)
    if (profile === undefined) continue
    const latest = ends.has(event.reason) ? ended : begun
    latest.set(profile, Math.max(latest.get(profile) ?? 0, event.lastAt))
  }
  return new Map([...ended].filter(([profile, at]) => at >= (begun.get(profile) ?? 0)))
}

/**
 * Watches pods come and go: what events no longer tell after an hour, whoever watched still knows. Only what was seen
 * happening counts; that there was no pod from the first look on tells nothing.
 */
export const createPodWatch = () => {
  let present: ReadonlySet<string> = new Set()
  const gone = new Map<string, number>()
  return {
    /** All pods there are at `at`, epoch milliseconds. */
    look: (pods: Iterable<PodRow>, at: number) => {
      const now = new Set<string>()
      for (const { role, profile } of pods) if (role === 'dataflow' && profile !== undefined) now.add(profile)
      for (const profile of present) if (!now.has(profile)) gone.set(profile, at)
      for (const profile of now) gone.delete(profile)
      present = now
    },
    /** Nobody was looking for a while: who went meanwhile was not seen going. */
    lost: () => {
      present = new Set()
    },
    gone: (): PodsGone => gone,
  }
}

/** The cluster's own word goes before what was seen. */
export const mergePodsGone = (seen: PodsGone, told: PodsGone): PodsGone => new Map([...seen, ...told])
