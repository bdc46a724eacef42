import type { Viewer } from '@/lib/access/viewer'
import type { Instance } from '@/lib/kubernetes/instance'
import { soon } from '@/lib/kubernetes/test-cluster'
import { expect } from 'vitest'
import { type Collection, emptyCollection } from './collection'
import { fold } from './collection-fold'
import type { AnyFeed } from './projection'
import type { LiveEvent } from './protocol'
import { liveResponse } from './sse.server'

type Heard = { events: LiveEvent[]; id: string; at: number[]; comments: number }

export type Asked = { instance: Instance; feeds: readonly AnyFeed[]; viewer?: Viewer; after?: string }

const localViewer = { mode: 'local', name: 'operator' } as const satisfies Viewer

/** Reads a stream as an EventSource does, and folds it as a browser does. */
export const listenTo = ({ instance, feeds, viewer = localViewer, after }: Asked) => {
  const leaving = new AbortController()
  const url = `http://127.0.0.1/api/x/live${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`
  const response = liveResponse(new Request(url, { signal: leaving.signal }), viewer, instance, feeds)
  const heard: Heard = { events: [], id: '', at: [], comments: 0 }
  const collections = new Map<string, Collection>()
  const read = async () => {
    let rest = ''
    const body = (await response).body?.pipeThrough(new TextDecoderStream())
    if (!body) throw new Error('no body')
    for await (const text of body) {
      heard.at.push(Date.now())
      const frames = (rest + text).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) take(frame)
    }
  }
  const take = (frame: string) => {
    for (const line of frame.split('\n')) {
      if (line.startsWith('id: ')) heard.id = line.slice(4)
      if (line.startsWith(':')) heard.comments += 1
      if (!line.startsWith('data: ')) continue
      const event = JSON.parse(line.slice(6)) as LiveEvent
      heard.events.push(event)
      if ('feed' in event)
        collections.set(event.feed, fold(collections.get(event.feed) ?? emptyCollection(0), event.feed, [event]))
    }
  }
  const ended = read().catch(() => undefined)
  const names = (feed: string) => [...(collections.get(feed)?.rows.keys() ?? [])]
  const complete = (feed = 'endpoints') => soon(() => expect(collections.get(feed)?.complete).toBe(true))
  return { response, heard, collections, names, complete, ended, leave: () => leaving.abort() }
}
