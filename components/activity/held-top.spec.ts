import { expect, it } from 'vitest'
import { holdTop } from './held-top'

const row = (name: string, text = '') => ({ name, text })

it('shows everything at once while nothing is held', () => {
  const items = [row('b'), row('a')]
  expect(holdTop(undefined, items)).toEqual({ items, waiting: 0 })
})

it('lets what is new wait, and changes what stands there in place', () => {
  const held = [row('b', 'Set out'), row('a')]
  const { items, waiting } = holdTop(held, [row('d'), row('c'), row('b', 'Changed'), row('a')])
  expect(items).toEqual([row('b', 'Changed'), row('a')])
  expect(waiting).toBe(2)
})

it('keeps what has fallen out of the list', () => {
  expect(holdTop([row('b'), row('a')], [row('c'), row('b')])).toEqual({ items: [row('b'), row('a')], waiting: 1 })
})
