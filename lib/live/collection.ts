import type { Freshness, LiveRow } from './protocol'

/** One feed as a browser knows it: the value of its TanStack Query key. */
export type Collection<Row extends LiveRow = LiveRow> = {
  rows: ReadonlyMap<string, Row>
  /** False until the server said that all rows have been sent: *empty* and *not loaded yet* differ. */
  complete: boolean
  /** How many rows the cluster has, when known before they are all here (first paint of a long list). */
  total?: number
  freshness: Freshness
  /** While rows are sent anew: the names that have come so far. Rows known before stay on screen until all have come. */
  arriving?: ReadonlySet<string>
}

export const emptyCollection = <Row extends LiveRow>(since: number): Collection<Row> => ({
  rows: new Map(),
  complete: false,
  freshness: { state: 'loading', since },
})
