import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { endSession, isEnded, prolong, whenSessionEnds } from './ended-sessions.server'

describe('ended sessions: authz-logout-everywhere', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
  afterEach(() => vi.useRealTimers())
  const inAMinute = () => Date.now() + 60_000

  it('end what waits for them, once, and are remembered', () => {
    const ends = [vi.fn(), vi.fn(), vi.fn()] as const
    whenSessionEnds({ session: 'a', until: inAMinute() }, ends[0])
    whenSessionEnds({ session: 'a', until: inAMinute() }, ends[1])
    whenSessionEnds({ session: 'b', until: inAMinute() }, ends[2])
    endSession('a', inAMinute())
    vi.advanceTimersByTime(30_000)
    expect(ends.map((end) => end.mock.calls.length)).toEqual([1, 1, 0])
    expect([isEnded('a'), isEnded('b')]).toEqual([true, false])
  })

  it('end at once what comes late', () => {
    endSession('c', inAMinute())
    const end = vi.fn()
    whenSessionEnds({ session: 'c', until: inAMinute() }, end)
    expect(end).toHaveBeenCalledOnce()
  })

  it('are forgotten when their cookie is no longer good', () => {
    endSession('d', inAMinute())
    vi.advanceTimersByTime(61_000)
    endSession('e', inAMinute())
    expect([isEnded('d'), isEnded('e')]).toEqual([false, true])
  })
})

describe('whenSessionEnds', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
  afterEach(() => vi.useRealTimers())

  it('ends at the session’s time', () => {
    const end = vi.fn()
    whenSessionEnds({ session: 'f', until: Date.now() + 60_000 }, end)
    vi.advanceTimersByTime(59_999)
    expect(end).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(end).toHaveBeenCalledOnce()
  })

  it('goes on while the person is there', () => {
    const end = vi.fn()
    whenSessionEnds({ session: 'g', until: Date.now() + 60_000 }, end)
    prolong('g', Date.now() + 120_000)
    vi.advanceTimersByTime(119_999)
    expect(end).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(end).toHaveBeenCalledOnce()
  })

  it('waits for a time farther away than a timer reaches', () => {
    const end = vi.fn()
    whenSessionEnds({ session: 'h', until: Date.now() + 40 * 86_400_000 }, end)
    vi.advanceTimersByTime(39 * 86_400_000)
    expect(end).not.toHaveBeenCalled()
    vi.advanceTimersByTime(86_400_000)
    expect(end).toHaveBeenCalledOnce()
  })

  it('waits no more when told so', () => {
    const end = vi.fn()
    whenSessionEnds({ session: 'i', until: Date.now() + 60_000 }, end)()
    endSession('i', Date.now() + 60_000)
    vi.advanceTimersByTime(60_000)
    expect(end).not.toHaveBeenCalled()
  })
})
