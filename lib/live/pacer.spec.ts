import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPacer } from './pacer'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('the first call comes at once, the others at the pace, and none is lost', () => {
  const calls: number[] = []
  const pacer = createPacer(() => calls.push(Date.now()), 100, Date.now)
  const start = Date.now()
  pacer.ask()
  pacer.ask()
  vi.advanceTimersByTime(0)
  expect(calls).toEqual([start])
  for (let at = 0; at < 1_000; at += 10) {
    pacer.ask()
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(100)
  expect(calls.length).toBeLessThanOrEqual(12)
  for (const [at, call] of calls.entries()) if (at > 0) expect(call - (calls[at - 1] ?? 0)).toBeGreaterThanOrEqual(100)
})

test('after a quiet while the next call is at once again', () => {
  const calls: number[] = []
  const pacer = createPacer(() => calls.push(Date.now()), 100, Date.now)
  pacer.ask()
  vi.advanceTimersByTime(5_000)
  const asked = Date.now()
  pacer.ask()
  vi.advanceTimersByTime(0)
  expect(calls.at(-1)).toBe(asked)
})

test('stopped means stopped', () => {
  const work = vi.fn()
  const pacer = createPacer(work, 100, Date.now)
  pacer.ask()
  pacer.stop()
  vi.advanceTimersByTime(1_000)
  expect(work).not.toHaveBeenCalled()
})
