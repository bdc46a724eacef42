import type { Failure } from '@/lib/core/result'
import type { EndpointResource, EndpointValues } from './resource-types'

/** One field that somebody else changed to something else than the operator did. */
export type FieldConflict = { field: string; original: string; mine: string; theirs: string }

/** Somebody else changed the same fields meanwhile: nothing was written. */
export type ConflictFailure = Failure & {
  code: 'conflict'
  conflicts: FieldConflict[]
  /** The values the cluster has now: what the form continues from once the operator has chosen. */
  theirs: EndpointValues
}

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

/** Enough of a deleted endpoint to put it back as it was: labels, annotations and spec, nothing the server manages. */
export type RemovedEndpoint = Pick<EndpointResource, 'spec'> & {
  name: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

/** An endpoint whole, as the panel and the endpoint page need it. */
export type EndpointDetail = {
  resource: EndpointResource
  /** Names found in `managedFields`: who else writes this object. */
  managers: string[]
}
