import { type Collection, emptyCollection } from './collection'
import { eventsOf, fold } from './collection-fold'
import { openSource } from './event-source.browser'
import type { Connection } from './freshness'
import type { LiveEvent } from './protocol'
import { joinTabs } from './tabs.browser'

export type { Connection } from './freshness'

export type LiveStreamOptions = {
  /** The instance's stream, e.g. `/api/plant-7/live`. One stream per address, however many tabs. */
  url: string
  /** What came since the last call, in order: at most one call per frame drawn. */
  onEvents: (events: LiveEvent[]) => void
  onConnection: (connection: Connection) => void
}

/** What the leading tab tells the others. */
type Relay = { events: LiveEvent[]; lastEventId: string; whole?: true } | { connection: Connection }

/**
 * Opens the live stream of an instance in this tab; answers how to close it. Starts with all rows, and keeps itself
 * alive: a cut is mended by itself, and another tab takes over when the one that holds the connection goes.
 */
export const openLiveStream = ({ url, onEvents, onConnection }: LiveStreamOptions): (() => void) => {
  const collections = new Map<string, Collection>()
  const frames = perFrame(onEvents)
  let connection: Connection = { state: 'connecting' }
  let lastEventId = ''
  /** A tab that follows takes part from the moment it has been told everything. */
  let whole = false

  const take = (heard: LiveEvent[], id: string) => {
    const events = heard.flatMap((event) => (event.type === 'signed-out' ? withdrawn([...collections.keys()]) : event))
    lastEventId = id
    for (const feed of new Set(events.flatMap((event) => ('feed' in event ? [event.feed] : [])))) {
      collections.set(feed, fold(collections.get(feed) ?? emptyCollection(Date.now()), feed, events))
    }
    frames.add(events)
  }
  const connected = (next: Connection) => {
    connection = next
    onConnection(next)
  }

  onConnection(connection)
  const tabs = joinTabs<Relay>(`sluice ${url}`, {
    onLead: () => {
      const source = openSource(url, whole ? lastEventId : '', {
        onEvents: (events, id) => {
          take(events, id)
          tabs.say({ events, lastEventId: id })
        },
        onConnection: (next) => {
          connected(next)
          tabs.say({ connection: next })
        },
      })
      whole = true
      return source.close
    },
    onNewcomer: () => [
      { connection },
      {
        events: [...collections].flatMap(([feed, collection]) => eventsOf(feed, collection)),
        lastEventId,
        whole: true,
      },
    ],
    onMessage: (message) => {
      if ('connection' in message) return connected(message.connection)
      whole ||= message.whole === true
      take(message.events, message.lastEventId)
    },
  })

  return () => {
    tabs.leave()
    frames.stop()
  }
}

/** What the stream brought to somebody who has signed out since is nobody's to see, in no tab. */
const withdrawn = (feeds: readonly string[]): LiveEvent[] =>
  feeds.flatMap((feed): LiveEvent[] => [
    { type: 'reset', feed },
    { type: 'freshness', feed, freshness: { state: 'refused', since: Date.now(), reason: 'Your sign-in has ended.' } },
  ])

/** Gathers events until the next frame is drawn; in a tab that draws none, for a quarter of a second. */
const perFrame = (deliver: (events: LiveEvent[]) => void) => {
  let gathered: LiveEvent[] = []
  let scheduled: (() => void) | undefined
  const flush = () => {
    scheduled?.()
    scheduled = undefined
    const events = gathered
    gathered = []
    if (events.length > 0) deliver(events)
  }
  const schedule = () => {
    const frame = requestAnimationFrame(flush)
    // Hidden tabs draw no frames.
    const timer = setTimeout(flush, 250)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }
  return {
    add: (events: readonly LiveEvent[]) => {
      gathered.push(...events)
      scheduled ??= schedule()
    },
    stop: () => {
      scheduled?.()
      gathered = []
    },
  }
}
