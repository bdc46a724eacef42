import 'server-only'
import { whenSessionEnds } from '@/lib/access/session/ended-sessions.server'
import type { Viewer } from '@/lib/access/viewer'
import type { Instance } from '@/lib/kubernetes/instance'
import { processWide } from '@/lib/core/process-wide.server'
import { isEnding } from './ending.server'
import { frame, retryFrame } from './frames'
import { hubOf } from './hub.server'
import type { Hub } from './instance-hub.server'
import type { AnyFeed } from './projection'
import type { SeenFeed } from './seen'
import { type Following, followSight } from './sight.server'

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform keeps compression, and with it buffering, away.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/** Written in when the portal is built; a development server has none that would stay. */
const build = process.env.NODE_ENV === 'production' ? process.env.SLUICE_BUILD : undefined

/** Bytes that may wait for a reader before it has to catch up. */
const highWaterMark = 256 * 1024

/**
 * The live stream of an instance as a response: of the feeds what the viewer may see of them, followed as that changes.
 * Goes on until the reader leaves, falls hopelessly behind or is signed out, or the process shuts down.
 *
 * A reader that comes back says where it was: in `Last-Event-ID` when the browser reconnects by itself, in the query
 * parameter `after` when a script opens a new EventSource, which cannot set headers.
 */
export const liveResponse = async (
  request: Request,
  viewer: Viewer,
  instance: Instance,
  feeds: readonly AnyFeed[],
): Promise<Response> => {
  // On its way out: the next try is answered by whoever takes over.
  if (isEnding()) return new Response(null, { status: 503, headers: { connection: 'close', 'retry-after': '1' } })
  const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after')
  let see = (_: readonly SeenFeed[]) => {}
  const following = await followSight(viewer, instance, feeds, (seen) => see(seen))
  const { readable, close, reading } = stream(request, viewer, instance, following, after)
  see = (seen) => reading()?.see(seen)
  if (request.signal.aborted) close()
  else request.signal.addEventListener('abort', close, { once: true })
  return new Response(readable, { headers })
}

const stream = (request: Request, viewer: Viewer, instance: Instance, following: Following, after: string | null) => {
  let open = true
  let reading: Reading | undefined
  let endWaiting = () => {}
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const streams = openStreams()

  /** Whoever ends it first: the reader, the hub or the shutdown. */
  const close = () => {
    if (!open) return
    open = false
    streams.delete(entry)
    following.stop()
    endWaiting()
    reading?.end()
    try {
      controller?.close()
    } catch {
      // Cancelled by the reader in the same moment: there is nothing left to close.
    }
  }
  const write = (text: string) => {
    if (open) controller?.enqueue(bytesOf(text))
  }
  const entry = {
    // A request's signal is held weakly: without the request nobody would hear that the reader has left.
    request,
    bye: () => {
      write(frame({ type: 'bye' }))
      close()
    },
  }
  const signedOut = () => {
    write(frame({ type: 'signed-out' }))
    close()
  }
  const readable = new ReadableStream<Uint8Array>(
    {
      start: (started) => {
        controller = started
        streams.add(entry)
        write(retryFrame(Math.random()))
        if (build !== undefined) write(frame({ type: 'build', build }))
        const sink = { room: () => (open ? (started.desiredSize ?? 0) : 0), write, drop: close }
        reading = hubOf(instance).subscribe(following.seen, sink, after)
        reading.drain()
        if (viewer.mode === 'person') endWaiting = whenSessionEnds(viewer, signedOut)
      },
      pull: () => reading?.drain(),
      cancel: close,
    },
    new ByteLengthQueuingStrategy({ highWaterMark }),
  )
  return { readable, close, reading: () => reading }
}

type Reading = ReturnType<Hub['subscribe']>

/** Says goodbye to all readers, so that they connect elsewhere at once, and lets the server end its responses. */
export const closeLiveStreams = () => {
  for (const { bye } of [...openStreams()]) bye()
}

export const openStreamCount = () => openStreams().size

const openStreams = () => processWide('sluice.live.streams', () => new Set<{ bye: () => void; request: Request }>())

const encoder = new TextEncoder()
let last: { text: string; bytes: Uint8Array } | undefined

/** Many readers get the same text one after another: it is encoded once. */
const bytesOf = (text: string): Uint8Array => {
  if (last?.text !== text) last = { text, bytes: encoder.encode(text) }
  return last.bytes
}
