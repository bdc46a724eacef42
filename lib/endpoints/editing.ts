import type { FieldChange } from '@/lib/access/call'
import type { ConflictFailure as Conflict, Preview } from '@/lib/core/editing'
import type { EndpointResource, EndpointValues } from './resource-types'

export type { Applied, FieldConflict, Preview } from '@/lib/core/editing'
export type { RemovedObject as RemovedEndpoint } from '@/lib/kubernetes/removed-object'

/** Somebody else changed the same fields of an endpoint meanwhile. */
export type ConflictFailure = Conflict<EndpointValues>

/** An endpoint whole, as the panel and the endpoint page need it. */
export type EndpointDetail = {
  resource: EndpointResource
  /** Names found in `managedFields`: who else writes this object. */
  managers: string[]
}

/** What writing an import would do to one endpoint, by the API server's own words. */
export type ImportReview =
  | ({ kind: 'create' } & Preview)
  /** Written over the endpoint of this name, as it was when it was looked at. */
  | ({ kind: 'update'; uid: string; resourceVersion: string; changes: readonly FieldChange[] } & Preview)
  /** The cluster holds it already. */
  | { kind: 'same' }
