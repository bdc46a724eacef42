import type { PodRow } from './pod'

/** The pods of one profile, and what a bridge shows of them. */
export type PodGroup = {
  pods: readonly PodRow[]
  names: readonly string[]
  ready: number
  /** When the last of them stopped being ready; absent while one is, and when none of them tells. */
  downSince?: number
  /** Why the first one that tells is not ready. */
  why?: { reason: string; message?: string }
}

const groupOf = (pods: readonly PodRow[]): PodGroup => {
  const down = pods.filter(({ ready }) => !ready)
  const times = down.flatMap(({ readySince }) => readySince ?? [])
  const told = down.find(({ reason }) => reason !== undefined)
  return {
    pods,
    names: pods.map(({ name }) => name),
    ready: pods.length - down.length,
    ...(down.length === pods.length && times.length > 0 && { downSince: Math.max(...times) }),
    ...(told?.reason !== undefined && {
      why: { reason: told.reason, ...(told.message !== undefined && { message: told.message }) },
    }),
  }
}

export const noPods: PodGroup = groupOf([])

const inOrder = (one: PodRow, other: PodRow): number =>
  one.name.length - other.name.length || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)

/** Dataflow pods by profile, in order of their ordinals. Groups of `before` whose pods are the same stay the same objects. */
export const podGroups = (
  pods: Iterable<PodRow>,
  before: ReadonlyMap<string, PodGroup> = new Map(),
): ReadonlyMap<string, PodGroup> => {
  const byProfile = new Map<string, PodRow[]>()
  for (const pod of pods) {
    if (pod.role !== 'dataflow' || pod.profile === undefined) continue
    const others = byProfile.get(pod.profile)
    if (others) others.push(pod)
    else byProfile.set(pod.profile, [pod])
  }
  return new Map(
    [...byProfile].map(([profile, members]) => {
      const sorted = members.sort(inOrder)
      const known = before.get(profile)
      return [profile, known && sameItems(known.pods, sorted) ? known : groupOf(sorted)]
    }),
  )
}

const sameItems = (one: readonly PodRow[], other: readonly PodRow[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at])
