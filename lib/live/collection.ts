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

/** Some of the rows, honestly marked as such: how many there are is known, and that they are not all here. */
export const partOf = <Row extends LiveRow>(
  collection: Collection<Row>,
  keep: (row: Row) => boolean,
): Collection<Row> => {
  const rows = new Map([...collection.rows].filter(([, row]) => keep(row)))
  if (rows.size === collection.rows.size) return collection
  return { ...collection, rows, complete: false, total: collection.rows.size }
}
