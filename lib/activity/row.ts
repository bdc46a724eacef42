import type { FieldChange } from '@/lib/access/call'
import type { Deed, DeedName } from '@/lib/access/trail/deeds'
import type { TrailResult } from '@/lib/access/trail/trail-results'
import type { LiveRow } from '@/lib/live/protocol'

/** Kinds whose objects are told of: by the portal's own records, or by what the objects themselves say of their writers. */
export type ActivityKind = Deed['to']

/** What became of the object. */
export type Did = 'created' | 'changed' | 'deleted'

/** One thing that somebody did. Times are epoch milliseconds of the portal's and the cluster's clocks. */
export type ActivityRow = LiveRow & {
  at: number
  about: { kind: ActivityKind; name?: string; uid?: string }
  did: Did
  changes: readonly FieldChange[]
  by: ThroughPortal | InCluster
}

/** A record of the portal's own trail. */
export type ThroughPortal = {
  way: 'portal'
  account: string
  person?: string
  operationId: string
  deed: DeedName
  result: TrailResult
  ended?: number
  /** Keys of fields, where it is not known from what to what they changed. */
  changed: readonly string[]
  /** Fields that somebody else had changed meanwhile and that were kept. */
  merged: readonly string[]
  why?: string
}

/** What the cluster tells: the name that a tool gives itself, which is not the person who used it. */
export type InCluster = {
  way: 'cluster'
  /** Absent where the cluster does not say: of what is deleted, nobody knows by whom. */
  manager?: string
  /** How it wrote, in the words of field management. */
  operation?: string
  /** Several wrote between two looks, so which field is whose is not told. */
  several?: true
}
