import { describe, expect, test } from 'vitest'
import type { Bridge, Side } from './bridge'
import type { EventRow } from './event'
import type { StateName } from './state'
import { createTimelineStore, type TimelineBounds, usualBounds } from './timeline-store'

const side = (state: StateName, since?: number): Side => ({
  state,
  source: 'report',
  endpoint: 'default',
  topics: [],
  ...(since !== undefined && { since }),
})
const bridge = (name: string, state: StateName, since?: number, uid = `u-${name}`): Bridge => ({
  name,
  uid,
  resourceVersion: '',
  profile: 'line',
  mode: 'Enabled',
  source: side(state, since),
  destination: side('connected', 0),
  worst: side(state, since),
  pods: { names: [], ready: 0, wanted: 1 },
})
const event = (name: string, lastAt: number): EventRow => ({
  name,
  resourceVersion: '1',
  about: { kind: 'Dataflow', name: 'a' },
  type: 'Warning',
  reason: 'Told',
  message: name,
  count: 1,
  firstAt: lastAt,
  lastAt,
  by: '',
})
const store = (bounds: Partial<TimelineBounds> = {}) => createTimelineStore(100, { ...usualBounds, ...bounds })
const turns = (timelines: ReturnType<typeof store>, count: number, ...names: string[]) => {
  for (let turn = 1; turn <= count; turn += 1) {
    const state = turn % 2 === 0 ? 'connected' : 'disconnected'
    timelines.update(
      names.map((name) => bridge(name, state, turn * 1_000)),
      turn * 1_000,
    )
  }
}

test('tells changes newest first, and from when on it has been watching', () => {
  const timelines = store()
  timelines.update([bridge('a', 'connected', 50)], 200)
  timelines.update([bridge('a', 'disconnected', 300)], 400)
  timelines.event(event('in-between', 250))
  expect(timelines.of('a')).toMatchObject({
    watchedSince: 100,
    shortened: false,
    entries: [
      { at: 300, side: 'source', state: 'disconnected' },
      { at: 250, witness: 'event' },
      { at: 50, side: 'source', state: 'connected' },
      { at: 0, side: 'destination', state: 'connected' },
    ],
  })
  expect(timelines.of('b')).toBeUndefined()
})

test('keeps the latest of one bridge, and says that there was more', () => {
  const timelines = store({ mostOfOne: 10 })
  turns(timelines, 50, 'a')
  const { entries = [], shortened } = timelines.of('a') ?? {}
  expect(entries.map(({ at }) => at)).toEqual([50, 49, 48, 47, 46, 45, 44, 43, 42, 41].map((turn) => turn * 1_000))
  expect(shortened).toBe(true)
})

test('many bridges have shorter pasts, and none has none', () => {
  const timelines = store({ mostOfAll: 60 })
  const names = Array.from({ length: 10 }, (_, at) => `bridge-${at}`)
  turns(timelines, 20, ...names)
  expect(new Set(names.map((name) => timelines.of(name)?.entries.length))).toEqual(new Set([6]))
  const crowd = store({ mostOfAll: 10 })
  turns(crowd, 20, ...names)
  expect(new Set(names.map((name) => crowd.of(name)?.entries.length))).toEqual(new Set([4]))
})

test('an event that is told again is one event, and there are not too many', () => {
  const timelines = store({ mostEvents: 3 })
  timelines.update([bridge('a', 'connected', 0)], 100)
  for (const [name, at] of [
    ['e1', 1],
    ['e2', 2],
    ['e1', 3],
    ['e3', 4],
    ['e4', 5],
  ] as const)
    timelines.event(event(name, at))
  const told = timelines.of('a')?.entries.filter(({ witness }) => witness === 'event')
  expect(told?.map(({ reason }) => reason?.text)).toEqual(['e4', 'e3', 'e1'])
})

describe('a dataflow that is deleted', () => {
  test('keeps its past for an hour', () => {
    const timelines = store()
    timelines.update([bridge('a', 'connected', 0)], 0)
    timelines.update([], 1_000)
    expect(timelines.of('a')?.entries).toHaveLength(2)
    timelines.update([], 3_601_000)
    expect(timelines.of('a')).toBeDefined()
    timelines.update([], 3_601_001)
    expect(timelines.of('a')).toBeUndefined()
  })

  test('and is made anew has a past of its own', () => {
    const timelines = store()
    timelines.update([bridge('a', 'disconnected', 0)], 0)
    timelines.update([bridge('a', 'waiting', 500, 'u-twin')], 600)
    expect(timelines.of('a')?.entries.map(({ state }) => state)).not.toContain('disconnected')
  })

  test('the oldest are forgotten first when there are too many', () => {
    const timelines = store({ mostDeleted: 2 })
    const all = ['a', 'b', 'c'].map((name) => bridge(name, 'connected', 0))
    timelines.update(all, 0)
    for (const left of [2, 1, 0]) timelines.update(all.slice(0, left), 100 - left)
    expect(['a', 'b', 'c'].filter((name) => timelines.of(name))).toEqual(['a', 'b'])
    expect(timelines.size()).toBe(2)
  })
})
