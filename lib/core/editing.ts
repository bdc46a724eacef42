/** One field that somebody else changed to something else than the operator did. */
export type FieldConflict = { field: string; original: string; mine: string; theirs: string }

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
