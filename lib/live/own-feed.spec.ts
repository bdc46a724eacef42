import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Instance } from '@/lib/kubernetes/instance'
import { createOwnFeed } from './own-feed'
import type { OwnRows } from './projection'

const instance: Instance = { id: 'plant', context: 'plant', namespace: 'n', server: 's', actsAs: 'a' }
const row = (name: string, resourceVersion = '') => ({ name, resourceVersion })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An own feed with its maker's hand in reach. */
const feed = () => {
  const heard: (string | null)[] = []
  const runs: { rows: OwnRows; ended: boolean }[] = []
  const own = createOwnFeed(
    {
      feed: 'made',
      needs: [],
      run: (_, rows) => {
        const run = { rows, ended: false }
        runs.push(run)
        return () => void (run.ended = true)
      },
    },
    instance,
    (name) => heard.push(name),
  )
  const maker = () => {
    const last = runs.at(-1)
    if (!last) throw new Error('nothing runs')
    return last
  }
  return { ...own, heard, runs, maker }
}

test('is made while somebody reads it, however many they are, and for a minute after the last', () => {
  const { enter, leave, runs } = feed()
  expect(runs).toHaveLength(0)
  enter()
  enter()
  expect(runs).toHaveLength(1)
  leave()
  vi.advanceTimersByTime(3_600_000)
  expect(runs[0]?.ended).toBe(false)
  leave()
  vi.advanceTimersByTime(59_000)
  expect(runs[0]?.ended).toBe(false)
  // Back in time: what was known goes on.
  enter()
  vi.advanceTimersByTime(59_000)
  expect(runs).toHaveLength(1)
  leave()
  vi.advanceTimersByTime(60_000)
  expect(runs[0]?.ended).toBe(true)
  enter()
  expect(runs).toHaveLength(2)
})

test('tells of rows that came, differ or went, and of its own state when that is news', () => {
  const { enter, maker, heard, readable } = feed()
  enter()
  const { rows } = maker()
  rows.put(row('a'))
  rows.put(row('a', '2'))
  rows.remove('a')
  rows.remove('a')
  rows.put(row('b'))
  rows.complete()
  rows.complete()
  rows.freshness({ state: 'live', asOf: 1 })
  rows.freshness({ state: 'live', asOf: 2 })
  expect(heard).toEqual(['a', 'a', 'a', 'b', null, null])
  expect([...readable.rows.keys()]).toEqual(['b'])
  expect(readable.isComplete()).toBe(true)
  expect(readable.freshness()).toEqual({ state: 'live', asOf: 2 })
})

test('what went while nobody read is gone once it has been made anew, and not before', () => {
  const { enter, leave, maker, heard, readable } = feed()
  enter()
  maker().rows.put(row('stays'))
  maker().rows.put(row('goes'))
  maker().rows.complete()
  leave()
  vi.advanceTimersByTime(60_000)
  enter()
  maker().rows.put(row('stays', '2'))
  expect([...readable.rows.keys()]).toEqual(['stays', 'goes'])
  heard.length = 0
  maker().rows.complete()
  expect([...readable.rows.keys()]).toEqual(['stays'])
  expect(heard).toEqual(['goes'])
})

test('an ended maker that still works has no effect', () => {
  const { enter, leave, maker, heard, readable } = feed()
  enter()
  const late = maker().rows
  late.put(row('kept'))
  leave()
  vi.advanceTimersByTime(60_000)
  heard.length = 0
  late.put(row('too-late'))
  late.remove('kept')
  late.complete()
  expect(heard).toEqual([])
  expect([...readable.rows.keys()]).toEqual(['kept'])
})

test('the end of everything ends it at once', () => {
  const { enter, stop, runs } = feed()
  enter()
  stop()
  expect(runs[0]?.ended).toBe(true)
})
