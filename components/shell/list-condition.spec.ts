import { describe, expect, it } from 'vitest'
import type { Freshness } from '@/lib/live/protocol'
import { listCondition } from './list-condition'

const live: Freshness = { state: 'live', asOf: 1 }
const stale: Freshness = { state: 'stale', asOf: 1, since: 2, reason: 'connection refused' }
const refused: Freshness = { state: 'refused', since: 1, reason: 'forbidden' }
const missing: Freshness = { state: 'missing', since: 1, reason: 'not served' }

describe('listCondition', () => {
  it('shows rows whenever there are some, also while more arrive or the cluster is out of reach', () => {
    expect(listCondition({ shown: 3, all: 3, complete: false, freshness: live })).toBeUndefined()
    expect(listCondition({ shown: 3, all: 3, complete: true, freshness: stale })).toBeUndefined()
  })

  it('tells empty from not loaded yet', () => {
    expect(listCondition({ shown: 0, all: 0, complete: false, freshness: undefined })).toEqual({ kind: 'loading' })
    expect(listCondition({ shown: 0, all: 0, complete: true, freshness: live })).toEqual({ kind: 'empty' })
    expect(listCondition({ shown: 0, all: 0, complete: true, freshness: stale })).toEqual({ kind: 'empty' })
  })

  it('waits for the rest before it says that nothing matches', () => {
    expect(listCondition({ shown: 0, all: 60, complete: false, freshness: live })).toEqual({ kind: 'loading' })
    expect(listCondition({ shown: 0, all: 60, complete: true, freshness: live })).toEqual({ kind: 'no-match' })
  })

  it('says why there can be no rows', () => {
    for (const freshness of [refused, missing]) {
      expect(listCondition({ shown: 0, all: 0, complete: false, freshness })).toEqual({ kind: 'closed', freshness })
    }
    expect(listCondition({ shown: 0, all: 0, complete: false, freshness: stale })).toEqual({
      kind: 'closed',
      freshness: stale,
    })
  })
})
