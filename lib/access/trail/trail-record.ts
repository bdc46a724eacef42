import type { FieldChange } from '@/lib/access/call'
import type { DeedName } from './deeds'
import type { TrailResult } from './trail-results'

/**
 * One operation as it is written down in the cluster: a core `Event` on the object, which whoever may see the object's
 * events finds with `kubectl describe`. The sentence is for people, the annotations hold the same in parts.
 */
export type TrailRecord = {
  operationId: string
  /** The permission it was done under. */
  action: string
  deed: DeedName
  /** By the name that the cluster's RBAC goes by. */
  account: string
  /** As people know them, where that is another name. */
  person?: string
  object?: string
  uid?: string
  result: TrailResult
  /** Epoch milliseconds. */
  begun: number
  ended?: number
  /** Keys of the fields that changed. */
  changed: readonly string[]
  changes: readonly FieldChange[]
  /** Fields that somebody else changed meanwhile and that were kept. */
  merged: readonly string[]
  /** In a sentence or two, where what was done does not tell why. */
  why?: string
}

/** The portal, as Events name who reports. */
export const reporter = 'sluice'

/** What the names of its annotations begin with. */
export const prefix = 'sluice/'

/** So much is told of one operation: an object has room for more, but a list of operations has not. */
export const mostChanges = 24
export const longestValue = 200
export const longestWhy = 400
