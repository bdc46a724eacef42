import { recordOf } from '@/lib/access/trail/trail-reading'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { lastWritten } from './last-written'
import { rowOfRemoval, rowsOfChange, rowsOfObject } from './cluster-rows'
import { isExplained, mayBeOurs } from './explained'
import type { FollowedKind } from './kinds'
import { byTime } from './order'
import type { ActivityRow, ThroughPortal } from './row'
import { trailRow } from './trail-row'

/** Enough to find what happened today; the log has all. Each browser gets all of it, so it is no more. */
export const usualBounds = { records: 300, others: 200 }

/** How long what may be our own write waits for its record, which comes by another watch. */
export const graceMs = 1_500

type Record = ActivityRow & { by: ThroughPortal }

/**
 * What has happened on an instance, as far as it is known: the records of the trail, and the writes of others. Events are
 * forgotten by the cluster after a while, by default an hour, and managed fields by each next write; what was seen here is kept as long as it is
 * among the newest.
 */
export const createActivityLog = (bounds = usualBounds) => {
  const records = new Map<string, Record>()
  const others = new Map<string, { row: ActivityRow; heardAt: number }>()

  const note = (row: ActivityRow, heardAt: number) => {
    const known = others.get(row.name)?.row
    others.set(row.name, { row: known ? joined(known, row) : row, heardAt })
  }

  const hear = (row: ActivityRow, now: number) => note({ ...row, at: withinSecond(row.at, now) }, now)

  /** Now and then rather than each time: a storm of writes sorts few times. */
  const tidy = (all: boolean) => {
    const slack = all ? 1 : 2
    if (records.size > bounds.records * slack) keepNewest(records, bounds.records, (row) => row)
    if (others.size > bounds.others * slack) keepNewest(others, bounds.others, ({ row }) => row)
  }

  return {
    /** An Event that is new or has changed. Answers whether it is one of the portal's records. */
    event: (object: KubernetesObject): boolean => {
      const record = recordOf(object)
      if (!record) return false
      const row = trailRow(record)
      // By is the portal's, since the record is.
      records.set(row.name, row as Record)
      tidy(false)
      return true
    },

    /** Objects that were there before anybody looked. */
    found: (kind: FollowedKind, objects: Iterable<KubernetesObject>, now: number) => {
      for (const object of lastWritten(objects, bounds.others))
        for (const row of rowsOfObject(kind, object)) note(row, now)
      tidy(true)
    },

    /** An object that came, changed or went while it was looked at. */
    changed: (
      kind: FollowedKind,
      before: KubernetesObject | undefined,
      after: KubernetesObject | undefined,
      now: number,
    ) => {
      const replaced = before && after && before.metadata.uid !== after.metadata.uid
      if (before && (!after || replaced)) note(rowOfRemoval(kind, before, now), now)
      if (after && (!before || replaced)) for (const row of rowsOfObject(kind, after)) hear(row, now)
      else if (before && after) for (const row of rowsOfChange(kind, before, after)) hear(row, now)
      tidy(false)
    },

    /**
     * What is to be told at `now`, the newest first. `waiting`: something may be the portal's own write, whose record is
     * still to come, so it is worth looking again in a moment.
     */
    rows: (now: number): { rows: ActivityRow[]; waiting: boolean } => {
      tidy(true)
      let waiting = false
      const told = [...others.values()].flatMap(({ row, heardAt }) => {
        if (!mayBeOurs(row)) return [row]
        if (isExplained(row, records.values(), now)) return []
        if (now - heardAt >= graceMs) return [row]
        waiting = true
        return []
      })
      return { rows: [...records.values(), ...told].sort(byTime), waiting }
    },
  }
}

const keepNewest = <T>(map: Map<string, T>, most: number, rowOf: (value: T) => ActivityRow) => {
  const newest = [...map].sort(([, one], [, other]) => byTime(rowOf(one), rowOf(other)))
  for (const [name] of newest.slice(most)) map.delete(name)
}

/**
 * When it was, a little more exactly than the second that the cluster keeps: what was just heard of cannot have happened later
 * than now. So it stands in its place among what happened in the same second.
 */
const withinSecond = (second: number, now: number): number =>
  now - second > 5_000 ? second : Math.max(second, Math.min(now, second + 999))

/** Two writes of one writer within one second are told as one. */
const joined = (known: ActivityRow, next: ActivityRow): ActivityRow => {
  const changes = new Map(known.changes.map((change) => [change.field, change]))
  for (const change of next.changes) {
    const earlier = changes.get(change.field)
    const { before: _, ...rest } = change
    changes.set(
      change.field,
      earlier ? { ...rest, ...(earlier.before !== undefined && { before: earlier.before }) } : change,
    )
  }
  return { ...next, did: known.did === 'created' ? 'created' : next.did, changes: [...changes.values()] }
}

export type ActivityLog = ReturnType<typeof createActivityLog>
