import type { Failure } from './result'

/** One field that somebody else changed to something else than the operator did. */
export type FieldConflict = { field: string; original: string; mine: string; theirs: string }

/** Somebody else changed the same fields meanwhile: nothing was written. */
export type ConflictFailure<Values> = Failure & {
  code: 'conflict'
  conflicts: FieldConflict[]
  /** The values the cluster has now: what the form continues from once the operator has chosen. */
  theirs: Values
}

/** A conflict that can be settled field by field, as opposed to an object that was replaced as a whole. */
export const isFieldConflict = <Values>(
  failure: Failure | ConflictFailure<Values>,
): failure is ConflictFailure<Values> => failure.code === 'conflict' && 'conflicts' in failure

/** What a write answers. */
export type Applied = {
  name: string
  resourceVersion: string
  /** False when nothing differed, and so nothing was sent. */
  changed: boolean
  /** Field keys that somebody else changed meanwhile and that were merged with the operator's own. */
  merged: string[]
}

/** The server's own view of a write that has not happened: from a dry run. */
export type Preview = {
  before: string
  after: string
  /** Why the cluster could not check it, when it could not. */
  unchecked?: string
}
