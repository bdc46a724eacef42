'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { paths } from '@/lib/core/paths'
import { emptyCollection } from '@/lib/live/collection'
import type { Collection } from '@/lib/live/collection'
import { fold } from '@/lib/live/collection-fold'
import type { Connection } from '@/lib/live/freshness'
import type { Freshness, LiveEvent } from '@/lib/live/protocol'
import { liveKey } from '@/lib/live/queries'
import { openLiveStream } from '@/lib/live/stream.browser'

type FeedFreshness = Readonly<Record<string, Freshness>>

/** `build` is the portal's, once it is known. */
export type Live = { connection: Connection; feeds: FeedFreshness; build?: string }

const LiveContext = createContext<Live>({ connection: { state: 'connecting' }, feeds: {} })

/** Opens the instance's live stream, one for each browser, and folds what it brings into the query cache. */
export function LiveProvider({ instanceId, children }: { instanceId: string; children: ReactNode }) {
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' })
  const [feeds, setFeeds] = useState<FeedFreshness>({})
  const [build, setBuild] = useState<string>()
  useEffect(() => {
    // A collection that no screen shows must not be dropped: only its changes would come from then on.
    client.setQueryDefaults(['live'], { gcTime: Number.POSITIVE_INFINITY, staleTime: Number.POSITIVE_INFINITY })
    return openLiveStream({
      url: paths.api.live(instanceId),
      onConnection: setConnection,
      onEvents: (events) => {
        foldInto(client, instanceId, events)
        setFeeds((known) => withFreshness(known, events))
        for (const event of events) if (event.type === 'build') setBuild(event.build)
      },
    })
  }, [client, instanceId])
  const live = useMemo(() => ({ connection, feeds, build }), [connection, feeds, build])
  return <LiveContext value={live}>{children}</LiveContext>
}

/** How this browser is connected, and how fresh each feed is. */
export const useLive = (): Live => useContext(LiveContext)

function foldInto(client: QueryClient, instanceId: string, events: readonly LiveEvent[]): void {
  for (const feed of new Set(events.flatMap((event) => ('feed' in event ? [event.feed] : [])))) {
    client.setQueryData<Collection>(liveKey(instanceId, feed), (known) =>
      fold(known ?? emptyCollection(Date.now()), feed, events),
    )
  }
}

function withFreshness(known: FeedFreshness, events: readonly LiveEvent[]): FeedFreshness {
  const heard = events.flatMap((event) => (event.type === 'freshness' ? [[event.feed, event.freshness] as const] : []))
  return heard.length === 0 ? known : { ...known, ...Object.fromEntries(heard) }
}
