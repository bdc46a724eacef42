import { expect, test } from 'vitest'
import type { Change } from './copy'
import { createDelivery } from './delivery'

const object = (name: string) => ({ metadata: { name } })
const change = (name: string): Change => ({ name, object: object(name) })
const objects = (...names: string[]) => new Map(names.map((name) => [name, object(name)]))

/** A delivery to somebody who throws at some names for some time. */
const to = (throws: Record<string, number>) => {
  const taken: string[] = []
  const delivery = createDelivery((changes) => {
    const errors: Error[] = []
    for (const { name, object: given } of changes) {
      if ((throws[name] ?? 0) > 0) {
        throws[name] = (throws[name] ?? 0) - 1
        errors.push(new Error('a bug of ours'))
      } else taken.push(given ? name : `no ${name}`)
    }
    if (errors.length > 0) throw new AggregateError(errors)
  })
  return { ...delivery, taken }
}

test('watch-handler-throws: what was not taken is told again with the next list, although the copy has it', () => {
  const { changed, listed, taken } = to({ b: 1 })
  changed([change('a')])
  expect(() => changed([change('b')])).toThrow(AggregateError)
  listed([], objects('a', 'b'))
  expect(taken).toEqual(['a', 'b'])
  listed([], objects('a', 'b'))
  expect(taken).toEqual(['a', 'b'])
})

test('what went meanwhile is told as gone, and what the list changed is told once', () => {
  const { changed, listed, taken } = to({ a: 1, b: 1 })
  expect(() => changed([change('a'), change('b')])).toThrow()
  listed([change('b')], objects('b'))
  expect(taken).toEqual(['b', 'no a'])
})

test('a bug that throws every time does not go round for ever', () => {
  const { changed, listed, taken } = to({ a: 9 })
  expect(() => changed([change('a')])).toThrow()
  expect(() => listed([], objects('a'))).toThrow()
  listed([], objects('a'))
  changed([change('b')])
  expect(taken).toEqual(['b'])
})
