import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isNarrowed,
  queryActivity,
  readActivityQuery,
  spans,
  usualActivity,
  whoIn,
  writeActivityQuery,
  type ActivityQuery,
} from './activity-query'
import { activityKinds } from './kinds'
import type { ActivityRow } from './row'

const now = Date.parse('2026-11-22T12:00:00Z')

const row = (more: Partial<ActivityRow> & Pick<ActivityRow, 'name'>): ActivityRow => ({
  ...{ resourceVersion: '1', at: now - 60_000, did: 'changed', changes: [] },
  about: { kind: 'dataflowendpoints', name: 'partner-hq' },
  by: { way: 'cluster', manager: 'kubectl-edit', operation: 'Update' },
  ...more,
})

const through = (account: string, result: 'done' | 'forbidden' | 'begun'): ActivityRow['by'] => ({
  ...{ way: 'portal', account, person: account.toUpperCase(), operationId: `op${account}` },
  ...{ deed: 'change-endpoint', result, changed: [], merged: [] },
})

const rows = [
  row({ name: 'a' }),
  row({ name: 'b', by: through('olga', 'done'), changes: [{ field: 'host', label: 'Host', after: 'b.example' }] }),
  row({ name: 'c', by: through('vera', 'forbidden'), about: { kind: 'dataflows', name: 'line-4' } }),
  row({ name: 'd', at: now - 3_600_000, by: through('olga', 'begun'), did: 'deleted' }),
]

const names = (query: Partial<ActivityQuery>) =>
  queryActivity(rows, { ...usualActivity, ...query }, now).map(({ name }) => name)

describe('queryActivity', () => {
  it('shows all, in the order given, when nothing is asked for', () => expect(names({})).toEqual(['a', 'b', 'c', 'd']))

  it('narrows down by person, kind, action, result and time', () => {
    expect(names({ who: 'OLGA (olga)' })).toEqual(['b', 'd'])
    expect(names({ who: 'kubectl-edit' })).toEqual(['a'])
    expect(names({ kind: 'dataflows' })).toEqual(['c'])
    expect(names({ did: 'deleted' })).toEqual(['d'])
    expect(names({ result: 'refused' })).toEqual(['c'])
    // Begun an hour ago, and nobody wrote down how it ended.
    expect(names({ result: 'unknown' })).toEqual(['d'])
    expect(names({ span: '15' })).toEqual(['a', 'b', 'c'])
  })

  it('finds every word somewhere: in what was done, fields and values, who, and the operation', () => {
    expect(names({ search: 'HOST b.example' })).toEqual(['b'])
    expect(names({ search: 'opvera' })).toEqual(['c'])
    expect(names({ search: 'olga nothing' })).toEqual([])
  })

  it('offers whoever occurs, with how often', () => {
    expect(whoIn(rows)).toEqual([
      { who: 'kubectl-edit', count: 1 },
      { who: 'OLGA (olga)', count: 2 },
      { who: 'VERA (vera)', count: 1 },
    ])
  })
})

describe('the URL', () => {
  const query = fc.record<ActivityQuery>({
    search: fc.string({ maxLength: 200 }).map((text) => text.trim()),
    who: fc.string({ maxLength: 400 }).map((text) => text.trim()),
    kind: fc.constantFrom('', ...activityKinds),
    did: fc.constantFrom('', 'created', 'changed', 'deleted'),
    result: fc.constantFrom('', 'done', 'refused', 'failed', 'under-way', 'unknown'),
    span: fc.constantFrom('', ...(Object.keys(spans) as (keyof typeof spans)[])),
  })

  it('holds everything that is asked for', () => {
    fc.assert(
      fc.property(query, (asked) => {
        expect(readActivityQuery(new URLSearchParams(writeActivityQuery(asked)))).toEqual(asked)
        expect(isNarrowed(asked)).toBe(Object.values(asked).some((value) => value !== ''))
      }),
    )
  })

  it('may hold anything', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(usualActivity)), fc.string()), (parameters) => {
        const asked = readActivityQuery(new URLSearchParams(parameters))
        expect(queryActivity(rows, asked, now).length).toBeLessThanOrEqual(rows.length)
      }),
    )
  })
})
