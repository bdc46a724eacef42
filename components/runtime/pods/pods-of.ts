import type { EventRow } from '@/lib/runtime/event'
import type { PodRow } from '@/lib/runtime/pod'
import { podGroups } from '@/lib/runtime/pod-groups'

/** The pods of one profile, each with the last that was told of it, newest first. */
export type ProfilePods = { profile: string; pods: readonly { pod: PodRow; events: readonly EventRow[] }[] }

const mostEvents = 3

/**
 * Pods by profile, in the order of `profiles`. An event counts for the pod that bears its name now: a pod of a StatefulSet
 * keeps its name, and what killed the one before is what somebody looks for here.
 */
export const podsOf = (
  profiles: readonly string[],
  pods: Iterable<PodRow>,
  events: Iterable<EventRow>,
): readonly ProfilePods[] => {
  const groups = podGroups(pods)
  const wanted = new Map<string, EventRow[]>()
  for (const profile of profiles) for (const { name } of groups.get(profile)?.pods ?? []) wanted.set(name, [])
  for (const event of events) if (event.about.kind === 'Pod') wanted.get(event.about.name)?.push(event)
  return profiles.map((profile) => ({
    profile,
    pods: (groups.get(profile)?.pods ?? []).map((pod) => ({
      pod,
      events: (wanted.get(pod.name) ?? []).sort((one, other) => other.lastAt - one.lastAt).slice(0, mostEvents),
    })),
  }))
}
