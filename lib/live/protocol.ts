/**
 * What travels from the portal to a browser over the live stream (Server-Sent Events, one JSON object per event).
 *
 * A feed is one kind's rows as the browser gets them. For each feed the stream sends the rows there are (in one or more
 * `rows` events), then an explicit `complete`, and from then on coalesced changes. So *empty* and *not loaded yet*
 * differ, and a reader that resumes with `Last-Event-ID` gets just the gap, or everything anew.
 */
export type LiveEvent =
  /** The feed starts over: forget its rows. */
  | { type: 'reset'; feed: string }
  /** Rows that are new or changed. */
  | { type: 'rows'; feed: string; rows: LiveRow[] }
  /** Names of rows that are gone. */
  | { type: 'gone'; feed: string; names: string[] }
  /** All rows the cluster has have been sent. */
  | { type: 'complete'; feed: string }
  /** How fresh the portal's copy of this feed is. Sent on every change of it and at least every 15 s. */
  | { type: 'freshness'; feed: string; freshness: Freshness }
  /** Which build of the portal sends this; said first. A page of another build may not fit it. */
  | { type: 'build'; build: string }
  /** The server is going away in good order: connect again at once. */
  | { type: 'bye' }
  /** The reader's sign-in has ended: what was shown is not theirs any more, and nothing comes until they sign in again. */
  | { type: 'signed-out' }

/** A row of a feed. Names are unique in an instance's namespace. */
export type LiveRow = { name: string; resourceVersion: string }

/**
 * How fresh the portal's copy of one kind is.
 * - `loading`: never complete so far;
 * - `live`: the watch stands; `asOf` is when it was last heard of. With `everyMs` the cluster refuses to be watched, and
 *   the copy is renewed by listing that often;
 * - `stale`: the cluster cannot be reached; the rows show it as of `asOf`;
 * - `refused`: the cluster does not let the portal, or not the person who looks, read this kind (RBAC);
 * - `missing`: the cluster does not serve this kind (CRD not installed).
 * Times are epoch milliseconds of the server's clock.
 */
export type Freshness =
  | { state: 'loading'; since: number; reason?: string }
  | { state: 'live'; asOf: number; everyMs?: number }
  | { state: 'stale'; asOf: number; since: number; reason: string }
  | { state: 'refused' | 'missing'; since: number; reason: string }
