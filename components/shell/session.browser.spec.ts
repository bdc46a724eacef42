import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askSession, endSession, reportPresence } from './session.browser'

const answers = (status: number, body: object = {}) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(body), { status })),
  )

describe('reportPresence', () => {
  const page = new EventTarget()
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 })
    vi.stubGlobal('window', page)
    answers(200)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const touch = (sign: string) => page.dispatchEvent(new Event(sign))

  it('tells of keys, pointer and wheel, each time after a while, and of nothing else', () => {
    const stop = reportPresence(60_000)
    touch('keydown')
    expect(fetch).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60_000)
    touch('mousemove')
    expect(fetch).not.toHaveBeenCalled()
    touch('keydown')
    touch('wheel')
    expect(fetch).toHaveBeenCalledExactlyOnceWith('/api/session', { method: 'POST' })
    vi.advanceTimersByTime(60_000)
    touch('pointerdown')
    expect(fetch).toHaveBeenCalledTimes(2)
    stop()
    vi.advanceTimersByTime(60_000)
    touch('pointerdown')
    expect(fetch).toHaveBeenCalledTimes(2)
  })
})

describe('askSession and endSession', () => {
  afterEach(() => vi.unstubAllGlobals())
  const ask = () => askSession(new AbortController().signal)

  it('tell a sign-in that has ended from a portal that does not answer', async () => {
    answers(200)
    expect(await ask()).toBe('holds')
    answers(401)
    expect(await ask()).toBe('ended')
    answers(502)
    expect(await ask()).toBeUndefined()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
    expect(await ask()).toBeUndefined()
  })

  it('say where to go after signing out, and nothing when that did not happen', async () => {
    answers(200, { next: '/signed-out' })
    expect(await endSession()).toBe('/signed-out')
    answers(403, { failure: { code: 'foreign-origin' } })
    expect(await endSession()).toBeUndefined()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
    expect(await endSession()).toBeUndefined()
  })
})
