import { parts, plain, text, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { FollowedKind } from './kinds'
import { objectChanges } from './object-changes'
import type { ActivityRow, Did, InCluster } from './row'

/*
 * What the cluster tells of writes: each object names its writers, with how and when each of them wrote last ("Field
 * management", Kubernetes documentation). A writer is a tool and not a person, and only its last write is kept.
 */

type Writer = { manager: string; operation: string; at: number }

/** Who wrote to anything but the status of an object, the last first. Total: anything may stand there. */
const writersOf = ({ metadata }: KubernetesObject): Writer[] =>
  parts(metadata.managedFields)
    .flatMap((entry): Writer[] => {
      const at = time(entry.time)
      if (at === undefined || text(entry.subresource) !== '') return []
      return [{ manager: plain(entry.manager, 128), operation: plain(entry.operation, 20), at }]
    })
    .sort((one, other) => other.at - one.at)

/** What an object tells that is seen for the first time: each writer's last write. */
export const rowsOfObject = (kind: FollowedKind, object: KubernetesObject): ActivityRow[] => {
  const made = time(object.metadata.creationTimestamp)
  const writers = writersOf(object)
  const first = writers.at(-1)
  return writers.map((writer) => {
    // Both times are kept in seconds and taken one after the other, so they may lie a second apart.
    const created = writer === first && made !== undefined && Math.abs(writer.at - made) <= 1_000
    return rowOf(kind, object, writer, created ? 'created' : 'changed', [])
  })
}

/** What two states of one object tell, seen one after the other. */
export const rowsOfChange = (kind: FollowedKind, before: KubernetesObject, after: KubernetesObject): ActivityRow[] => {
  const old = writersOf(before)
  const writers = writersOf(after)
  const news = writers.filter((one) => !old.some((other) => isSame(one, other)))
  const changes = objectChanges(before, after)
  if (news.length > 1) return news.map((writer) => rowOf(kind, after, writer, 'changed', [], { several: true }))
  const [writer] = news.length === 1 ? news : changes.length > 0 ? latestOf(writers) : []
  return writer ? [rowOf(kind, after, writer, 'changed', changes)] : []
}

/**
 * Whose a change is that moved no writer's time: that of a writer who wrote in this very second before. Times are kept in
 * seconds and only go forward, so it is the one with the latest, if that is one.
 */
const latestOf = ([first, second]: readonly Writer[]): Writer[] =>
  first && (!second || second.at < first.at) ? [first] : []

/** Of what is gone the cluster tells nothing but that it is. */
export const rowOfRemoval = (kind: FollowedKind, object: KubernetesObject, at: number): ActivityRow => ({
  ...common(kind, object),
  name: [kind, object.metadata.name, object.metadata.uid ?? '', 'deleted'].join(' '),
  ...{ at, did: 'deleted', changes: [], by: { way: 'cluster' } },
})

const rowOf = (
  kind: FollowedKind,
  object: KubernetesObject,
  { manager, operation, at }: Writer,
  did: Did,
  changes: ActivityRow['changes'],
  more: Pick<InCluster, 'several'> = {},
): ActivityRow => ({
  ...common(kind, object),
  name: [kind, object.metadata.name, object.metadata.uid ?? '', manager, operation, at].join(' '),
  ...{ at, did, changes },
  by: { way: 'cluster', ...(manager && { manager }), ...(operation && { operation }), ...more },
})

const common = (kind: FollowedKind, { metadata: { name, uid, resourceVersion = '' } }: KubernetesObject) => ({
  resourceVersion,
  about: { kind, name, ...(uid !== undefined && { uid }) },
})

const isSame = (one: Writer, other: Writer): boolean =>
  one.manager === other.manager && one.operation === other.operation && one.at === other.at
