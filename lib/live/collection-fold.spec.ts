import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Collection, emptyCollection } from './collection'
import { eventsOf, fold } from './collection-fold'
import type { LiveEvent } from './protocol'

const feed = 'endpoints'
const row = (name: string, resourceVersion = '1') => ({ name, resourceVersion })
const rows = (...all: { name: string; resourceVersion: string }[]): LiveEvent => ({ type: 'rows', feed, rows: all })
const reset: LiveEvent = { type: 'reset', feed }
const complete: LiveEvent = { type: 'complete', feed }
const names = (collection: Collection) => [...collection.rows.keys()].sort()

const painted: Collection = {
  rows: new Map(['a', 'b'].map((name) => [name, row(name)])),
  complete: false,
  total: 7,
  freshness: { state: 'live', asOf: 1 },
}

describe('while rows are sent anew', () => {
  test('those known before stay, and what has not come by the end is gone', () => {
    const arriving = fold(painted, feed, [reset, rows(row('b'), row('c'))])
    expect(names(arriving)).toEqual(['a', 'b', 'c'])
    expect(arriving).toMatchObject({ complete: false, total: 7 })
    const all = fold(arriving, feed, [complete])
    expect(names(all)).toEqual(['b', 'c'])
    expect(all.complete).toBe(true)
    expect(all.total).toBeUndefined()
  })

  test('a second start forgets the first', () => {
    const again = fold(painted, feed, [reset, rows(row('a')), reset, rows(row('c')), complete])
    expect(names(again)).toEqual(['c'])
  })

  test('a row that came and went before the end is gone', () => {
    expect(
      names(fold(painted, feed, [reset, rows(row('a'), row('c')), { type: 'gone', feed, names: ['a'] }, complete])),
    ).toEqual(['c'])
  })
})

describe('authz-revoked-mid-session: a feed that may not be seen any more', () => {
  const refused: LiveEvent = {
    type: 'freshness',
    feed,
    freshness: { state: 'refused', since: 2, reason: 'Needs list on dataflowendpoints in plant-7.' },
  }

  test('loses its rows, and is not taken for an empty one', () => {
    const lost = fold(fold(painted, feed, [complete]), feed, [reset, refused])
    expect(lost).toMatchObject({ complete: false, freshness: { state: 'refused' } })
    expect(names(lost)).toEqual([])
    expect(lost.total).toBeUndefined()
    expect(names(fold(lost, feed, [reset, rows(row('a')), complete]))).toEqual(['a'])
  })

  test('keeps what the portal had read before the cluster refused it to the portal itself', () => {
    expect(names(fold(painted, feed, [refused]))).toEqual(['a', 'b'])
    expect(names(fold(painted, feed, [reset, rows(row('a')), refused]))).toEqual(['a'])
  })
})

describe('identity', () => {
  test('rows that did not change stay the same objects', () => {
    const next = fold(painted, feed, [rows(row('a', '2'), { ...row('b') })])
    expect(next.rows.get('b')).toBe(painted.rows.get('b'))
    expect(next.rows.get('a')).toEqual(row('a', '2'))
    expect(painted.rows.get('a')).toEqual(row('a'))
  })

  test('a batch without news answers the same collection', () => {
    const whole = fold(painted, feed, [complete])
    const news: LiveEvent[] = [
      rows({ ...row('a') }),
      { type: 'gone', feed, names: ['nobody'] },
      complete,
      { type: 'bye' },
    ]
    expect(fold(whole, feed, news)).toBe(whole)
    expect(fold(whole, feed, [{ type: 'freshness', feed, freshness: { state: 'live', asOf: 1 } }])).toBe(whole)
  })

  test('news of freshness leaves the rows alone', () => {
    const stale = fold(painted, feed, [
      { type: 'freshness', feed, freshness: { state: 'stale', asOf: 1, since: 2, reason: 'away' } },
    ])
    expect(stale.rows).toBe(painted.rows)
    expect(stale.freshness.state).toBe('stale')
  })
})

test('events of other feeds are passed over', () => {
  expect(
    fold(painted, feed, [
      { type: 'reset', feed: 'dataflows' },
      { type: 'gone', feed: 'dataflows', names: ['a'] },
    ]),
  ).toBe(painted)
})

const anyName = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const anyRow = fc.record({ name: anyName, resourceVersion: fc.constantFrom('1', '2', '3') })
const anyEvent: fc.Arbitrary<LiveEvent> = fc.oneof(
  fc.constant(reset),
  fc.constant(complete),
  fc.array(anyRow, { maxLength: 4 }).map((all) => rows(...all)),
  fc.array(anyName, { maxLength: 3 }).map((gone): LiveEvent => ({ type: 'gone', feed, names: gone })),
)

test('however events are cut into batches, the rows come out the same', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyEvent, { maxLength: 5 }), { maxLength: 10 }), (batches) => {
      const together = fold(painted, feed, batches.flat())
      const oneByOne = batches.reduce((collection, batch) => fold(collection, feed, batch), painted)
      expect(oneByOne).toEqual(together)
    }),
  )
})

test('seven-tabs: the events made from a collection bring another tab to the same one, now and later', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 20 }), fc.array(anyEvent, { maxLength: 20 }), (before, later) => {
      const leader = fold(emptyCollection(0), feed, [reset, ...before])
      const follower = fold(painted, feed, eventsOf(feed, leader))
      const whole: LiveEvent[] = [...later, complete]
      const sorted = (collection: Collection) =>
        [...fold(collection, feed, whole).rows].sort(([one], [other]) => (one < other ? -1 : 1))
      expect(sorted(follower)).toEqual(sorted(leader))
    }),
  )
})
