import { describe, expect, test } from 'vitest'
import type { Bridge, Side } from './bridge'
import type { EventRow } from './event'
import type { TimelineEntry } from './timeline'
import { changesOf, eventEntry, seenSince } from './timeline-entries'

const side = (more: Partial<Side> = {}): Side => ({
  state: 'connected',
  source: 'report',
  since: 1_000,
  endpoint: 'default',
  topics: [],
  ...more,
})
const bridge = (more: Partial<Bridge> = {}): Bridge => ({
  name: 'orders',
  uid: 'u-orders',
  resourceVersion: '1',
  profile: 'line',
  mode: 'Enabled',
  source: side({ endpoint: 'partner-hq' }),
  destination: side(),
  worst: side(),
  pods: { names: ['aio-dataflow-line-0'], ready: 1, wanted: 1 },
  ...more,
})
const failing = (more: Partial<Side> = {}) =>
  bridge({
    source: side({
      endpoint: 'partner-hq',
      state: 'disconnected',
      since: 5_000,
      reason: { code: 'DataflowMqttSourceConnectionFailed', text: 'It cannot connect.' },
      ...more,
    }),
  })

describe('seenSince', () => {
  const entry = (at: number, state: TimelineEntry['state']): TimelineEntry => ({
    at,
    side: 'source',
    state,
    witness: 'seen',
  })
  const since = (...entries: TimelineEntry[]) =>
    seenSince({ entries, watchedSince: 0, shortened: false }, 'source', failing())

  test('is when the state began, if that was seen', () => {
    expect(since(entry(9, 'disconnected'), entry(5, 'connected'))).toBe(9)
    expect(since(entry(9, 'disconnected'), entry(7, 'disconnected'), entry(5, 'connected'))).toBe(7)
  })

  test('is not known of what stood so at the first look, or was noted not yet', () => {
    expect(since(entry(9, 'disconnected'))).toBeUndefined()
    expect(since(entry(9, 'connected'), entry(5, 'disconnected'))).toBeUndefined()
    expect(since({ at: 9, witness: 'event' })).toBeUndefined()
    expect(seenSince(undefined, 'source', failing())).toBeUndefined()
  })
})

describe('changesOf', () => {
  test('of a bridge seen for the first time, what the cluster tells of its past', () => {
    expect(changesOf(undefined, bridge(), 9_000)).toEqual([
      { at: 1_000, side: 'source', state: 'connected', witness: 'report' },
      { at: 1_000, side: 'destination', state: 'connected', witness: 'report' },
    ])
  })

  test('without a time it counts from when it was seen', () => {
    const fresh = bridge({ source: side({ since: undefined, state: 'unknown', source: 'nothing' }) })
    expect(changesOf(undefined, fresh, 9_000)[0]).toEqual({
      at: 9_000,
      side: 'source',
      state: 'unknown',
      witness: 'seen',
    })
  })

  test('nothing, as long as nothing but the report is new', () => {
    const later = bridge({ resourceVersion: '2', source: side({ endpoint: 'partner-hq', reportedAt: 60_000 }) })
    expect(changesOf(bridge(), later, 61_000)).toEqual([])
    expect(
      changesOf(failing(), failing({ reason: { ...failing().source.reason, text: 'In other words.' } }), 9_000),
    ).toEqual([])
  })

  test('a failure, on the side that has it, from when it was reported to have begun', () => {
    expect(changesOf(bridge(), failing(), 7_000)).toEqual([
      {
        at: 5_000,
        side: 'source',
        state: 'disconnected',
        reason: { code: 'DataflowMqttSourceConnectionFailed', text: 'It cannot connect.' },
        witness: 'report',
      },
    ])
  })

  test('a state that only the clock changed, from when it did, seen by the portal itself', () => {
    const stale = failing({ state: 'stale', source: 'pods', since: 6_000 })
    expect(changesOf(failing(), stale, 7_000)[0]).toMatchObject({ at: 6_000, state: 'stale', witness: 'seen' })
  })

  test('back to a state whose time is older than what is known counts from now', () => {
    const back = bridge()
    const stale = bridge({ source: side({ endpoint: 'partner-hq', state: 'stale', since: 6_000 }) })
    expect(changesOf(stale, back, 8_000)[0]).toMatchObject({ at: 8_000, state: 'connected', witness: 'seen' })
  })

  test('what the cluster tells in whole seconds does not come before what was noted in that second', () => {
    expect(changesOf(bridge(), failing(), 7_000, { source: 5_300 })[0]).toMatchObject({ at: 5_300, witness: 'report' })
    expect(changesOf(bridge(), failing(), 7_000, { source: 6_000 })[0]).toMatchObject({ at: 7_000, witness: 'seen' })
  })

  test('the same state since later was another one in between', () => {
    const again = bridge({ destination: side({ since: 4_000 }) })
    expect(changesOf(bridge(), again, 8_000)).toEqual([
      { at: 4_000, side: 'destination', state: 'connected', witness: 'report' },
    ])
  })

  test('clock-skew: nothing has happened later than now', () => {
    expect(changesOf(bridge(), failing({ since: 900_000 }), 7_000)[0]).toMatchObject({ at: 7_000, witness: 'seen' })
  })
})

describe('eventEntry', () => {
  const event = (kind: string, name: string, more: Partial<EventRow> = {}): EventRow => ({
    name: 'e',
    resourceVersion: '1',
    about: { kind, name },
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container',
    count: 1,
    firstAt: 1_000,
    lastAt: 2_000,
    by: 'kubelet',
    ...more,
  })
  const entry = (kind: string, name: string, more?: Partial<EventRow>) => eventEntry(bridge(), event(kind, name, more))

  test('of the dataflow, its profile, its endpoints and its pods', () => {
    expect(entry('Dataflow', 'orders', { count: 3 })).toEqual({
      at: 2_000,
      reason: { code: 'BackOff', text: 'Back-off restarting failed container (3 times)' },
      witness: 'event',
    })
    expect(entry('DataflowEndpoint', 'partner-hq')).toMatchObject({ side: 'source' })
    expect(entry('DataflowProfile', 'line')?.reason?.text).toMatch(/^Profile line: /)
    expect(entry('Pod', 'aio-dataflow-line-12')?.reason?.text).toMatch(/^Pod aio-dataflow-line-12: /)
    expect(entry('StatefulSet', 'aio-dataflow-line')).toBeDefined()
  })

  test.each([
    ['Dataflow', 'other'],
    ['DataflowEndpoint', 'other'],
    ['DataflowProfile', 'default'],
    ['Pod', 'aio-dataflow-line-b-0'],
    ['Pod', 'aio-dataflow-line-'],
    ['SecretSync', 'orders'],
  ])('not of %s %s', (kind, name) => {
    expect(entry(kind, name)).toBeUndefined()
  })

  test('not of an earlier dataflow of the same name, nor of the daily work of pods', () => {
    expect(
      entry('Dataflow', 'orders', { about: { kind: 'Dataflow', name: 'orders', uid: 'u-before' } }),
    ).toBeUndefined()
    expect(entry('Pod', 'aio-dataflow-line-0', { type: 'Normal', reason: 'Pulled' })).toBeUndefined()
    expect(entry('Pod', 'aio-dataflow-line-0', { type: 'Normal', reason: 'Killing' })).toBeDefined()
  })

  test('of an endpoint that is on both sides, of the bridge as a whole', () => {
    const loop = bridge({ source: side(), destination: side() })
    expect(eventEntry(loop, event('DataflowEndpoint', 'default'))).not.toHaveProperty('side')
  })
})
