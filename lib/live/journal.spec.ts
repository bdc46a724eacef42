import { expect, test } from 'vitest'
import { createJournal } from './journal'

const both = new Set(['a', 'b'])

test('answers the latest of each name since a place, for the feeds asked for', () => {
  const journal = createJournal()
  journal.add('a', 'one')
  const place = journal.head()
  for (const name of ['two', 'two', 'three']) journal.add('a', name)
  journal.add('b', null)
  expect(journal.since(place, both)).toEqual(
    new Map([
      ['a', { names: new Set(['two', 'three']), state: false }],
      ['b', { names: new Set(), state: true }],
    ]),
  )
  expect(journal.since(place, new Set(['b']))?.has('a')).toBe(false)
  expect(journal.since(journal.head(), both)?.size).toBe(0)
})

test('does not pretend to reach further back than it does, nor into the future', () => {
  const journal = createJournal(3)
  for (const name of ['1', '2', '3', '4']) journal.add('a', name)
  expect(journal.since(0, both)).toBeUndefined()
  expect(journal.since(1, both)?.get('a')?.names).toEqual(new Set(['2', '3', '4']))
  for (const place of [5, -1, 0.5, Number.NaN]) expect(journal.since(place, both)).toBeUndefined()
})
