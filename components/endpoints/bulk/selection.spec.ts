import { describe, expect, it } from 'vitest'
import { allState, noSelection, toggled, toggledAll } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const keysOf = ({ keys }: { keys: ReadonlySet<string> }) => [...keys].sort()

describe('toggled', () => {
  it('turns one row over', () => {
    const one = toggled(noSelection, 'b', order, false)
    expect(keysOf(one)).toEqual(['b'])
    expect(keysOf(toggled(one, 'b', order, false))).toEqual([])
  })

  it('reaches from the last one to this one, either way', () => {
    const from = toggled(noSelection, 'd', order, false)
    expect(keysOf(toggled(from, 'b', order, true))).toEqual(['b', 'c', 'd'])
    const all = toggledAll(noSelection, order)
    const off = toggled(toggled(all, 'b', order, false), 'd', order, true)
    expect(keysOf(off)).toEqual(['a', 'e'])
  })

  it('turns over one row alone where the last one is not shown any more', () => {
    const from = toggled(noSelection, 'a', order, false)
    expect(keysOf(toggled(from, 'd', ['c', 'd', 'e'], true))).toEqual(['a', 'd'])
  })
})

describe('toggledAll', () => {
  it('selects what is shown, and leaves what is not', () => {
    const hidden = toggled(noSelection, 'a', order, false)
    const shown = ['b', 'c']
    const all = toggledAll(hidden, shown)
    expect(keysOf(all)).toEqual(['a', 'b', 'c'])
    expect(keysOf(toggledAll(all, shown))).toEqual(['a'])
  })
})

describe('allState', () => {
  it('tells none, some and all of what is shown', () => {
    const one = toggled(noSelection, 'b', order, false)
    expect(allState(noSelection, order)).toBe('none')
    expect(allState(one, order)).toBe('some')
    expect(allState(one, ['b'])).toBe('all')
    expect(allState(one, ['c'])).toBe('none')
    expect(allState(one, [])).toBe('none')
  })
})
