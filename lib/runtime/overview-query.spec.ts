import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridges } from './bridges'
import {
  endpointsIn,
  type OverviewQuery,
  overviewSorts,
  queryBridges,
  readOverviewQuery,
  usualOverview,
  writeOverviewQuery,
} from './overview-query'
import { worstFirst } from './state'
import { dataflow, health, minute, noon } from './test-rows'

const lost = (since: number) =>
  health({
    status: 'Unavailable',
    reasonCode: 'DataflowMqttTargetConnectionFailed',
    lastTransitionTime: noon - since * minute,
  })

const all = bridges(
  [
    dataflow({ name: 'line-10', uid: '1', health: lost(5) }),
    dataflow({ name: 'line-9', uid: '2', health: lost(5) }),
    dataflow({ name: 'old', uid: '3', health: lost(60) }),
    dataflow({ name: 'good', uid: '4', health: health(), destination: { endpoint: 'grid', target: 'cloud' } }),
    dataflow({ name: 'rest', uid: '5', mode: 'Disabled', profile: 'wide' }),
  ],
  undefined,
  undefined,
  noon,
)

const names = (query: Partial<OverviewQuery>) =>
  queryBridges(all, { ...usualOverview, ...query }).map(({ name }) => name)

describe('queryBridges', () => {
  it('shows the worst first, of equal ones the longest, then by name with its numbers', () => {
    expect(names({})).toEqual(['old', 'line-9', 'line-10', 'good', 'rest'])
    expect(names({ descending: true })).toEqual(['rest', 'good', 'line-10', 'line-9', 'old'])
  })

  it('filters by state, endpoint and words', () => {
    expect(names({ states: ['connected', 'paused'] })).toEqual(['good', 'rest'])
    expect(names({ endpoint: 'grid' })).toEqual(['good'])
    expect(names({ endpoint: 'default' })).toHaveLength(5)
    expect(names({ search: 'LINE 10' })).toEqual(['line-10'])
    expect(names({ search: 'cloud' })).toEqual(['good'])
    expect(names({ search: 'TargetConnectionFailed' })).toHaveLength(3)
    expect(names({ search: 'nothing like it' })).toEqual([])
  })

  it('sorts by what the columns show', () => {
    expect(names({ sort: 'name' })).toEqual(['good', 'line-9', 'line-10', 'old', 'rest'])
    expect(names({ sort: 'destination' })[0]).toBe('good')
    expect(names({ sort: 'profile', descending: true })[0]).toBe('rest')
  })

  it('leaves the bridges in their place', () => {
    const before = [...all]
    queryBridges(all, usualOverview)
    expect(all).toEqual(before)
  })
})

describe('the URL', () => {
  it('has nothing in it for the usual', () => expect(writeOverviewQuery(usualOverview)).toBe(''))

  it('can be read by people', () => {
    const query: OverviewQuery = { ...usualOverview, states: ['stale', 'disconnected'], sort: 'name', descending: true }
    expect(writeOverviewQuery(query)).toBe('state=disconnected,stale&sort=-name')
  })

  it('comes back as it went', () => {
    const query = fc.record({
      search: fc.string({ maxLength: 50 }).filter((text) => text.trim() !== '' || text === ''),
      states: fc.subarray([...worstFirst]),
      endpoint: fc.string({ maxLength: 50 }),
      sort: fc.constantFrom(...overviewSorts),
      descending: fc.boolean(),
    })
    fc.assert(
      fc.property(query, (query) => {
        expect(readOverviewQuery(new URLSearchParams(writeOverviewQuery(query)))).toEqual(query)
      }),
    )
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (state, sort) => {
        const query = readOverviewQuery(new URLSearchParams({ state, sort }))
        expect(overviewSorts).toContain(query.sort)
      }),
    )
  })
})

describe('endpointsIn', () => {
  it('counts bridges, not sides', () => {
    const [loop] = bridges(
      [dataflow({ source: { endpoint: 'a', topics: [] }, destination: { endpoint: 'a', target: '' } })],
      undefined,
      undefined,
      noon,
    )
    expect(endpointsIn(loop ? [...all, loop] : [])).toEqual([
      { endpoint: 'a', count: 1 },
      { endpoint: 'default', count: 5 },
      { endpoint: 'grid', count: 1 },
      { endpoint: 'partner-hq', count: 4 },
    ])
  })
})
