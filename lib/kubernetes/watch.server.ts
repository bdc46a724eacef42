import 'server-only'
import type { Failure } from '@/lib/core/result'
import { answerFailure, type Subject } from './failures'
import type { InstanceConfig } from './instance-config.server'
import type { WatchOver } from './reflector-state'
import { wireFailure } from './requests.server'
import { type WatchLine, watchLineOf } from './watch-line'
import { type Call, dispatch } from './wire.server'

/*
 * The client library's own Watch drops lines it cannot parse and swallows what handlers throw, so that a missed change
 * would never be noticed. This one ends the watch instead.
 */

export type WatchEnding =
  { how: WatchOver } | { how: 'refused'; failure: Failure; gone: boolean } | { how: 'handler-failed'; error: unknown }

export type WatchHandlers = {
  /** The server has accepted the watch. */
  onOpen: () => void
  /** Bytes have come: the connection lives. */
  onBytes: () => void
  onLine: (line: Exclude<WatchLine, { type: 'error' | 'garbage' }>) => void
}

/** Longer than any object: etcd refuses requests above 1.5 MiB ("Operating etcd clusters"). */
const longestLine = 8 * 1024 * 1024

/**
 * Watches until the watch ends, and says how. Never throws; when `signal` fires it ends as `closed`. Silence longer than
 * `silenceMs` ends it: a half-open connection never tells.
 */
export const watch = async (
  config: InstanceConfig,
  request: Omit<Call, 'method'>,
  subject: Subject,
  handlers: WatchHandlers,
  { silenceMs, signal }: { silenceMs: number; signal: AbortSignal },
): Promise<WatchEnding> => {
  const ending = new AbortController()
  const stop = () => ending.abort()
  signal.addEventListener('abort', stop, { once: true })
  let silent = false
  const silence = setTimeout(() => {
    silent = true
    ending.abort()
  }, silenceMs)
  let open = false
  try {
    const { statusCode, body } = await dispatch(config, { ...request, method: 'GET' }, ending.signal)
    if (statusCode !== 200) {
      const failure = answerFailure(statusCode, await body.text(), subject)
      return { how: 'refused', failure, gone: statusCode === 410 }
    }
    open = true
    handlers.onOpen()
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of body) {
      silence.refresh()
      handlers.onBytes()
      // undici's bodies yield Buffers; the stream type does not say so.
      rest += decoder.decode(chunk as Buffer, { stream: true })
      let from = 0
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', from)) {
        const text = rest.slice(from, end)
        from = end + 1
        if (text === '') continue
        const line = watchLineOf(text)
        if (line.type === 'garbage') return { how: 'garbage' }
        if (line.type === 'error') return { how: line.status === 410 ? 'gone' : 'error' }
        try {
          handlers.onLine(line)
        } catch (error) {
          return { how: 'handler-failed', error }
        }
      }
      rest = rest.slice(from)
      if (rest.length > longestLine) return { how: 'garbage' }
    }
    // A proxy that cuts a line in half still closes the connection in good order.
    return { how: rest === '' ? 'closed' : 'cut' }
  } catch (error) {
    if (signal.aborted) return { how: 'closed' }
    if (silent) return { how: 'silent' }
    return open ? { how: 'cut' } : { how: 'refused', failure: wireFailure(error, subject), gone: false }
  } finally {
    clearTimeout(silence)
    signal.removeEventListener('abort', stop)
    // Also when a line ended it: nobody reads the rest of the body, so the connection has to go.
    ending.abort()
  }
}
