import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSource } from './event-source.browser'
import type { Connection } from './freshness'
import type { LiveEvent } from './protocol'

/** A browser as far as a stream sees it: what it opens, and the news of window and document. */
class Opened {
  static readonly CLOSED = 2
  static all: Opened[] = []
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string; lastEventId: string }) => void) | null = null
  onerror: (() => void) | null = null
  readyState = 0
  readonly url: string
  constructor(url: string) {
    this.url = url
    Opened.all.push(this)
  }
  close() {
    this.readyState = Opened.CLOSED
  }
  accept() {
    this.readyState = 1
    this.onopen?.()
  }
  say(event: LiveEvent, lastEventId = '') {
    this.onmessage?.({ data: JSON.stringify(event), lastEventId })
  }
}

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
const browserWindow = new EventTarget()
const open = () => Opened.all.filter(({ readyState }) => readyState !== Opened.CLOSED)
const last = () => {
  const source = Opened.all.at(-1)
  if (!source) throw new Error('nothing was opened')
  return source
}
const fresh: LiveEvent = { type: 'freshness', feed: 'a', freshness: { state: 'live', asOf: 0 } }

let close = () => {}
beforeEach(() => {
  Opened.all = []
  page.visibilityState = 'visible'
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Opened)
  vi.stubGlobal('window', browserWindow)
  vi.stubGlobal('document', page)
})
afterEach(() => {
  close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const connect = () => {
  const connections: Connection[] = []
  const events: LiveEvent[] = []
  const source = openSource('/live', '', {
    onEvents: (more) => events.push(...more),
    onConnection: (connection) => connections.push(connection),
  })
  close = source.close
  last().accept()
  last().say(fresh, 'boot:7')
  return { connections, events }
}

describe('hidden-tab-laptop-sleep', () => {
  /** A machine that sleeps: time goes on and no timer fires. */
  const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms)
  const wake = () => page.dispatchEvent(new Event('visibilitychange'))

  test('after an hour asleep one new stream goes on at once from where the old one was', () => {
    const { connections } = connect()
    page.visibilityState = 'hidden'
    wake()
    sleep(3_600_000)
    page.visibilityState = 'visible'
    wake()
    expect(Opened.all).toHaveLength(2)
    expect(open()).toEqual([last()])
    expect(last().url).toBe('/live?after=boot%3A7')
    last().accept()
    expect(connections.map(({ state }) => state)).toEqual(['live', 'reconnecting', 'live'])
    // The old stream's silence and the try that was put off are no second and third one.
    vi.advanceTimersByTime(10_000)
    expect(Opened.all).toHaveLength(2)
  })

  test('a tab that was away for a moment keeps its stream', () => {
    connect()
    page.visibilityState = 'hidden'
    wake()
    sleep(20_000)
    page.visibilityState = 'visible'
    wake()
    expect(Opened.all).toHaveLength(1)
  })

  test('a stream that fell silent is given up while the tab is looked at', () => {
    const { connections } = connect()
    vi.advanceTimersByTime(34_000)
    last().say(fresh, 'boot:7')
    vi.advanceTimersByTime(34_000)
    expect(connections.at(-1)?.state).toBe('live')
    vi.advanceTimersByTime(2_000)
    expect(connections.at(-1)?.state).toBe('reconnecting')
    expect(open()).toHaveLength(1)
    expect(Opened.all).toHaveLength(2)
  })
})

test('replica-restart-mid-stream: a goodbye is followed by a new stream within half a second', () => {
  const { connections, events } = connect()
  last().say({ type: 'bye' }, 'boot:7')
  expect(events.at(-1)).toEqual({ type: 'bye' })
  expect(connections.at(-1)?.state).toBe('reconnecting')
  vi.advanceTimersByTime(500)
  expect(Opened.all).toHaveLength(2)
  expect(last().url).toBe('/live?after=boot%3A7')
})

test('authz-logout-everywhere: a stream that ended with the sign-in says so until somebody signs in', () => {
  const { connections } = connect()
  last().say(fresh, 'boot:7')
  last().say({ type: 'signed-out' }, 'boot:7')
  expect(connections.at(-1)).toEqual({ state: 'signed-out' })
  vi.advanceTimersByTime(15_000)
  expect(last().url).toBe('/live')
  last().close()
  last().onerror?.()
  expect(connections.at(-1)).toEqual({ state: 'signed-out' })
  vi.advanceTimersByTime(15_000)
  last().accept()
  expect(connections.at(-1)).toEqual({ state: 'live' })
})

test('a portal that refuses the stream is asked ever less often, and at once when the network is back', () => {
  connect()
  const refuse = () => {
    last().close()
    last().onerror?.()
  }
  for (let turn = 0; turn < 10; turn += 1) {
    refuse()
    vi.advanceTimersByTime(15_000)
  }
  refuse()
  const before = Opened.all.length
  vi.advanceTimersByTime(7_000)
  expect(Opened.all).toHaveLength(before)
  browserWindow.dispatchEvent(new Event('online'))
  expect(Opened.all).toHaveLength(before + 1)
})

test('what is not an event is passed over, and a closed stream opens nothing more', () => {
  const { events } = connect()
  last().onmessage?.({ data: '{', lastEventId: 'boot:8' })
  expect(events).toEqual([fresh])
  close()
  browserWindow.dispatchEvent(new Event('online'))
  page.dispatchEvent(new Event('visibilitychange'))
  vi.advanceTimersByTime(60_000)
  expect(Opened.all).toHaveLength(1)
  expect(open()).toEqual([])
})
