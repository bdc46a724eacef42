import { describe, expect, it } from 'vitest'
import { fold, nextState, type Verdict } from './health.ts'

const verdict = (status: Verdict['status'], reasonCode?: string): Verdict =>
  reasonCode === undefined ? { status } : { status, reasonCode, message: `about ${reasonCode}` }

describe('fold', () => {
  it('takes the worst, and the first of equals', () => {
    const [available, unknown] = [verdict('Available'), verdict('Unknown')]
    const [degraded, first, second] = [
      verdict('Degraded', 'a'),
      verdict('Unavailable', 'b'),
      verdict('Unavailable', 'c'),
    ]
    expect(fold([])).toBeUndefined()
    expect(fold([available, unknown])).toBe(unknown)
    expect(fold([unknown, degraded, available])).toBe(degraded)
    expect(fold([degraded, first, second])).toBe(first)
  })
})

describe('nextState', () => {
  const start = Date.parse('2026-11-22T12:00:00Z')
  const before = nextState(undefined, verdict('Available'), start, 10_000)

  it('begins both times', () => {
    const time = '2026-11-22T12:00:00Z'
    expect(before).toEqual({ status: 'Available', lastTransitionTime: time, lastUpdateTime: time })
  })

  it('writes nothing while nothing changes, and refreshes the time of update when it is due', () => {
    expect(nextState(before, verdict('Available'), start + 9_999, 10_000)).toBeUndefined()
    expect(nextState(before, verdict('Available'), start + 10_000, 10_000)).toEqual({
      status: 'Available',
      lastTransitionTime: '2026-11-22T12:00:00Z',
      lastUpdateTime: '2026-11-22T12:00:10Z',
    })
  })

  it('moves the time of transition with status and reason code, not with the words', () => {
    const failed = nextState(before, verdict('Unavailable', 'Code'), start + 1_000, 10_000)
    expect(failed).toMatchObject({ lastTransitionTime: '2026-11-22T12:00:01Z', reasonCode: 'Code' })
    const reworded = nextState(failed, { ...verdict('Unavailable', 'Code'), message: 'other' }, start + 2_000, 10_000)
    expect(reworded).toMatchObject({ lastTransitionTime: '2026-11-22T12:00:01Z', message: 'other' })
    const other = nextState(reworded, verdict('Unavailable', 'Other'), start + 3_000, 10_000)
    expect(other).toMatchObject({ lastTransitionTime: '2026-11-22T12:00:03Z', reasonCode: 'Other' })
    const back = nextState(other, verdict('Available'), start + 4_000, 10_000)
    expect(back).toEqual({
      status: 'Available',
      lastTransitionTime: '2026-11-22T12:00:04Z',
      lastUpdateTime: '2026-11-22T12:00:04Z',
    })
  })
})
