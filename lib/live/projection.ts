import type { Need } from '@/lib/access/rights/permissions'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ResourceName } from '@/lib/kubernetes/resources'
import type { Freshness, LiveRow } from './protocol'

/**
 * What browsers get of a kind: one row per object, or none for objects that are not part of the feed. Given from above:
 * the live copy knows no kind by heart. `row` is called once per change of an object, for all viewers together.
 */
export type Projection = {
  feed: string
  resource: ResourceName
  row: (object: KubernetesObject) => LiveRow | null
}

/**
 * A feed whose rows stand nowhere in the cluster: the portal makes them itself, for all viewers together. `run` begins
 * that when the first of them comes and answers how to end it; it is ended a while after the last of them went, so that
 * a page that is loaded again finds what was known. Rows stay meanwhile, and so does how fresh they were.
 */
export type OwnFeed = {
  feed: string
  /** The rights of what its rows are made from: whoever lacks one of them does not get the feed. */
  needs: readonly Need[]
  run: (instance: Instance, rows: OwnRows) => () => void
}

/** Where the maker of an own feed puts its rows. Once it was ended, nothing that it still does has an effect. */
export type OwnRows = {
  /** A new object each time it differs: rows are not changed in place. */
  put: (row: LiveRow) => void
  remove: (name: string) => void
  /** All rows there are have been put. */
  complete: () => void
  freshness: (freshness: Freshness) => void
}

export type AnyFeed = Projection | OwnFeed

export const isOwn = (feed: AnyFeed): feed is OwnFeed => 'run' in feed
