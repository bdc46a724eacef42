import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endpointPatch } from '../patch'
import { clusterSpec, formValues } from '../test-arbitraries'
import { mergePatched } from '@/lib/core/tree'
import { endpointTypes } from '../types'
import { inversePatch } from './inverse'

/** As an API server holds it: what is null there is not there. */
const stored = (value: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner))) as Record<
    string,
    unknown
  >

describe('inversePatch', () => {
  it('takes back what was set, cleared and added, and nothing else', () => {
    const before = { a: 1, b: { c: 'x', d: [1] }, e: {} }
    const patch = { a: 2, b: { c: null, f: 'new' }, e: { g: 1 }, h: { i: { j: true } } }
    expect(inversePatch(before, patch)).toEqual({ a: 1, b: { c: 'x', f: null }, e: { g: null }, h: null })
  })

  it.each(endpointTypes.map((type) => [type.id, type] as const))('undoes every edit of a form: %s', (_, type) => {
    fc.assert(
      fc.property(clusterSpec(type).map(stored), formValues(type), (before, values) => {
        const patch = endpointPatch(type, before, values) ?? {}
        const after = mergePatched(before, patch)
        expect(mergePatched(after, inversePatch(before, patch))).toEqual(before)
      }),
    )
  })
})
