import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdRows } from './held-rows'

const row = (name: string, version = 1) => ({ row: { name }, version })
const nameOf = (item: { row: { name: string } }) => item.row.name
const rows = fc
  .uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
  .map((names) => names.map((name) => row(name)))

describe('holdRows', () => {
  it('passes the rows through when nobody points at them', () => {
    const items = [row('a'), row('b')]
    expect(holdRows(undefined, items)).toEqual({ items, waiting: 0, gone: new Set() })
  })

  it('changes contents in place, keeps what went and lets what came wait', () => {
    const held = [row('b'), row('c'), row('d')]
    const now = [row('a'), row('c', 2), row('b'), row('e')]
    expect(holdRows(held, now)).toEqual({
      items: [row('b'), row('c', 2), row('d')],
      waiting: 2,
      gone: new Set(['d']),
    })
  })

  it('never moves a row, and counts every row that is not shown', () => {
    fc.assert(
      fc.property(rows, rows, (held, now) => {
        const result = holdRows(held, now)
        expect(result.items.map(nameOf)).toEqual(held.map(nameOf))
        const shown = new Set(result.items.map(nameOf))
        expect(result.waiting).toBe(now.filter((item) => !shown.has(nameOf(item))).length)
      }),
    )
  })
})
