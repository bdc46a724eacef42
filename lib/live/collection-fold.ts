import type { Collection } from './collection'
import type { LiveEvent, LiveRow } from './protocol'

/**
 * Takes a batch of events into a feed's collection. Events of other feeds are passed over; a batch that changes nothing
 * answers the very same collection, and a row that did not change keeps its identity, so that only what changed is
 * drawn again.
 *
 * While rows are sent anew those known before stay: nothing blinks when a stream starts over. What has not come by the
 * time all have come is gone, and so it is when no more may be seen.
 */
export const fold = <Row extends LiveRow>(
  collection: Collection<Row>,
  feed: string,
  events: readonly LiveEvent[],
): Collection<Row> => {
  const draft = draftOf(collection)
  for (const event of events) if ('feed' in event && event.feed === feed) take(draft, event)
  return settle(collection, draft)
}

/** The events that bring another reader to the same collection: its rows and, if they are all, the word that they are. */
export const eventsOf = (feed: string, { rows, arriving, complete, freshness }: Collection): LiveEvent[] => {
  const sent = arriving ? [...rows.values()].filter(({ name }) => arriving.has(name)) : [...rows.values()]
  return [
    { type: 'reset', feed },
    { type: 'rows', feed, rows: sent },
    ...(complete ? [{ type: 'complete', feed } as const] : []),
    { type: 'freshness', feed, freshness },
  ]
}

type Draft<Row extends LiveRow> = { now: Collection<Row>; rows?: Map<string, Row>; arriving?: Set<string> }

const draftOf = <Row extends LiveRow>(now: Collection<Row>): Draft<Row> => ({
  now,
  ...(now.arriving && { arriving: new Set(now.arriving) }),
})

const take = <Row extends LiveRow>(draft: Draft<Row>, event: Extract<LiveEvent, { feed: string }>): void => {
  switch (event.type) {
    case 'reset':
      draft.arriving = new Set()
      draft.now = { ...draft.now, complete: false }
      return
    case 'rows':
      for (const row of event.rows) {
        draft.arriving?.add(row.name)
        const known = rowsOf(draft).get(row.name)
        // The server sends of each feed the rows of that feed: the stream is typed by its feed's name.
        if (!known || !equal(known, row)) writable(draft).set(row.name, row as Row)
      }
      return
    case 'gone':
      for (const name of event.names) {
        draft.arriving?.delete(name)
        if (rowsOf(draft).has(name)) writable(draft).delete(name)
      }
      return
    case 'complete': {
      dropOthers(draft)
      if (!draft.now.complete || draft.now.total !== undefined)
        draft.now = { ...draft.now, complete: true, total: undefined }
      return
    }
    case 'freshness':
      if (event.freshness.state === 'refused' && draft.arriving) {
        dropOthers(draft)
        draft.now = { ...draft.now, total: undefined }
      }
      if (!equal(draft.now.freshness, event.freshness)) draft.now = { ...draft.now, freshness: event.freshness }
      return
  }
}

/** No more rows come: what is not among those that have come is gone. */
const dropOthers = <Row extends LiveRow>(draft: Draft<Row>): void => {
  const { arriving } = draft
  if (arriving) for (const name of [...rowsOf(draft).keys()]) if (!arriving.has(name)) writable(draft).delete(name)
  draft.arriving = undefined
}

const rowsOf = <Row extends LiveRow>(draft: Draft<Row>): ReadonlyMap<string, Row> => draft.rows ?? draft.now.rows

const writable = <Row extends LiveRow>(draft: Draft<Row>): Map<string, Row> => (draft.rows ??= new Map(draft.now.rows))

const settle = <Row extends LiveRow>(before: Collection<Row>, { now, rows, arriving }: Draft<Row>): Collection<Row> => {
  const same = now === before && !rows && arriving?.size === before.arriving?.size
  if (same) return before
  const { arriving: _, ...rest } = now
  return { ...rest, ...(rows && { rows }), ...(arriving && { arriving }) }
}

/** Equal as JSON: what came over the stream has nothing else in it. */
const equal = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every(
    (key) => Object.hasOwn(other, key) && equal(one[key as keyof typeof one], other[key as keyof typeof other]),
  )
}
