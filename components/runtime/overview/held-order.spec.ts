import { describe, expect, it } from 'vitest'
import { holdOrder } from './held-order'

const a = { name: 'a', at: 1 }
const b = { name: 'b', at: 1 }
const c = { name: 'c', at: 1 }

describe('holdOrder', () => {
  it('shows what there is while nobody looks', () => {
    const shown = [b, a]
    expect(holdOrder(undefined, shown, () => shown)).toEqual({ items: shown, moved: false, gone: new Set() })
  })

  it('changes contents in place and lets the order wait', () => {
    const changed = { name: 'b', at: 2 }
    const result = holdOrder([a, b], [changed, a], () => [a, changed])
    expect(result).toEqual({ items: [a, changed], moved: true, gone: new Set() })
  })

  it('has nothing to update where only contents changed', () => {
    const changed = { name: 'b', at: 2 }
    expect(holdOrder([a, b], [a, changed], () => [a, changed]).moved).toBe(false)
  })

  it('keeps what left the filter with its news, and what left the cluster as it was', () => {
    const changed = { name: 'a', at: 2 }
    const result = holdOrder([a, b], [c], () => [changed, c])
    expect(result).toEqual({ items: [changed, b], moved: true, gone: new Set(['b']) })
  })
})
