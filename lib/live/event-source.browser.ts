import type { LiveEvent } from './protocol'
import { reconnectAfter, silenceMs } from './reconnect'
import type { Connection } from './freshness'

export type SourceHandlers = {
  /** Events in order, with the id of the place after them. */
  onEvents: (events: LiveEvent[], lastEventId: string) => void
  onConnection: (connection: Connection) => void
}

/**
 * The stream from the portal to this browser, for as long as it is wanted. A browser's own EventSource gives up for
 * good at the first answer that is not 200, takes seconds to come back and cannot tell a dead connection from a quiet
 * one, so each connection is an EventSource of its own that is replaced when it fails.
 */
export const openSource = (url: string, after: string, { onEvents, onConnection }: SourceHandlers) => {
  let source: EventSource | undefined
  let lastEventId = after
  let failures = 0
  let signedOut = false
  let since: number | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let heardAt = Date.now()
  let closed = false

  const connect = () => {
    clearTimeout(retry)
    retry = undefined
    source?.close()
    if (closed) return
    const current = new EventSource(lastEventId === '' ? url : `${url}?after=${encodeURIComponent(lastEventId)}`)
    source = current
    listen()
    current.onopen = () => {
      since = undefined
      signedOut = false
      onConnection({ state: 'live' })
      listen()
    }
    current.onmessage = ({ data, lastEventId: id }: MessageEvent<string>) => {
      if (source !== current) return
      listen()
      failures = 0
      const event = parse(data)
      if (!event) return
      // The empty id comes with a reset: until the rows are complete there is no place to resume from.
      lastEventId = id
      onEvents([event], id)
      if (event.type === 'bye') lost(false)
      if (event.type === 'signed-out') {
        signedOut = true
        lastEventId = ''
        lost(true)
      }
    }
    current.onerror = () => {
      if (source === current) lost(current.readyState === EventSource.CLOSED)
    }
  }

  /** `refused`: the portal answered, but not with a stream. */
  const lost = (refused: boolean) => {
    source?.close()
    source = undefined
    clearTimeout(silence)
    if (closed) return
    failures += 1
    since ??= Date.now()
    onConnection(signedOut ? { state: 'signed-out' } : { state: 'reconnecting', since })
    retry ??= setTimeout(connect, reconnectAfter(failures, refused, Math.random()))
  }

  const listen = () => {
    heardAt = Date.now()
    clearTimeout(silence)
    silence = setTimeout(() => lost(false), silenceMs)
  }

  /** The network or the person is back: no need to wait for the next try. */
  const hurry = () => {
    if (!closed && !source) connect()
  }
  const offline = () => lost(false)
  const visible = () => {
    if (document.visibilityState !== 'visible') return
    // Timers stand still while a machine sleeps: what looks open may be long dead.
    if (source && Date.now() - heardAt > silenceMs) lost(false)
    hurry()
  }
  window.addEventListener('online', hurry)
  window.addEventListener('offline', offline)
  document.addEventListener('visibilitychange', visible)
  connect()

  return {
    close: () => {
      closed = true
      clearTimeout(retry)
      clearTimeout(silence)
      source?.close()
      window.removeEventListener('online', hurry)
      window.removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', visible)
    },
  }
}

const parse = (data: string): LiveEvent | undefined => {
  try {
    // Our own server's events, over our own origin.
    return JSON.parse(data) as LiveEvent
  } catch {
    return undefined
  }
}
