import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTree, mergePatched, readAt, sameTree, writeAt } from './tree'

const json = fc.jsonValue({ maxDepth: 3 })

describe('mergePatched', () => {
  it('follows the examples of RFC 7386, appendix A', () => {
    expect(mergePatched({ a: 'b' }, { a: 'c' })).toEqual({ a: 'c' })
    expect(mergePatched({ a: 'b', b: 'c' }, { a: null })).toEqual({ b: 'c' })
    expect(mergePatched({ a: ['b'] }, { a: 'c' })).toEqual({ a: 'c' })
    expect(mergePatched({ a: { b: 'c' } }, { a: { b: 'd', c: null } })).toEqual({ a: { b: 'd' } })
    expect(mergePatched({ a: [{ b: 'c' }] }, { a: [1] })).toEqual({ a: [1] })
    expect(mergePatched({ e: null }, { a: 1 })).toEqual({ e: null, a: 1 })
    expect(mergePatched([1, 2], { a: 'b', c: null })).toEqual({ a: 'b' })
    expect(mergePatched({}, { a: { bb: { ccc: null } } })).toEqual({ a: { bb: {} } })
  })

  it('never touches a prototype', () => {
    const patch: unknown = JSON.parse('{"__proto__": {"polluted": 1}}')
    const merged = mergePatched({}, isTree(patch) ? patch : {})
    expect({}).not.toHaveProperty('polluted')
    expect(Object.keys(merged)).toEqual(['__proto__'])
  })
})

describe('readAt and writeAt', () => {
  it('write what is then read, and nothing else', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'd'), json), path, json, (tree, at, value) => {
        const before = structuredClone(tree)
        expect(readAt(writeAt(tree, at, value), at)).toEqual(value)
        expect(tree).toEqual(before)
        expect(readAt(writeAt(tree, at, value), ['d'])).toEqual(tree.d)
      }),
    )
  })

  it('see nothing that an object merely inherits', () => {
    expect(readAt({}, ['constructor'])).toBeUndefined()
  })
})

describe('sameTree', () => {
  it('knows no order of keys, but one of lists', () => {
    expect(sameTree({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBe(true)
    expect(sameTree([1, 2], [2, 1])).toBe(false)
    expect(sameTree({ a: 1 }, { a: 1, b: undefined })).toBe(false)
    expect(sameTree({ a: {} }, { a: [] })).toBe(false)
    expect(sameTree(0, false)).toBe(false)
  })

  it('holds for every JSON and its copy', () => {
    fc.assert(fc.property(json, (one) => sameTree(one, structuredClone(one))))
  })
})
