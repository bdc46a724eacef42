import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ReflectorLimits } from '@/lib/kubernetes/reflector.server'
import type { ResourceName } from '@/lib/kubernetes/resources'
import type { Collection } from './collection'
import { createFeed, type Feed } from './feed-state'
import { createJournal } from './journal'
import { createPacer } from './pacer'
import type { Projection } from './projection'
import type { Freshness } from './protocol'
import { type Sink, type Subscription, subscription } from './subscription'
import { freshnessFrames, type Readable, type ReadableFeed } from './viewer'
import { heartbeatFrame } from './frames'
import { type WatchedCopy, watchedCopy } from './watched-copy.server'

/** Readers hear of changes at most ten times a second, and of the first one at once. */
const batchEveryMs = 100

/** Often enough for the strictest proxies, which close what is quiet for 20 s or more. */
const heartbeatEveryMs = 15_000

/** How long a page waits for a copy that is still being read before it renders without. */
const firstListMs = 1_500

type KnownFeed = { feed: Feed; copy: WatchedCopy; readable: ReadableFeed }

/** The live copy of one instance: each kind watched once, whoever and however many look at it. */
export const createHub = (instance: Instance, limits?: ReflectorLimits) => {
  const boot = randomUUID()
  const journal = createJournal()
  const copies = new Map<ResourceName, WatchedCopy>()
  const feeds = new Map<string, KnownFeed>()
  const sources = new Map<string, Readable>()
  const viewers = new Map<Subscription, Readable>()
  const pacer = createPacer(() => {
    for (const viewer of viewers.keys()) viewer.advance()
  }, batchEveryMs)

  const beat = setInterval(() => {
    const texts = new Map(
      [...sources.values()].map((source) => [source, heartbeatFrame + freshnessFrames(source).join('')]),
    )
    for (const [viewer, source] of viewers) viewer.heartbeat(texts.get(source) ?? heartbeatFrame)
  }, heartbeatEveryMs)
  beat.unref()

  const copyOf = (resource: ResourceName): WatchedCopy => {
    const known = copies.get(resource)
    if (known) return known
    const copy = watchedCopy(instance, resource, limits)
    copies.set(resource, copy)
    return copy
  }

  /** The first projection of its name stays: route handlers and pages hold equal copies of one module. */
  const feedOf = (projection: Projection): KnownFeed => {
    const known = feeds.get(projection.feed)
    if (known) return known
    const copy = copyOf(projection.resource)
    const feed = createFeed(projection)
    for (const [name, object] of copy.objects) feed.take({ name, object })
    copy.listen({
      changed: (changes) => {
        for (const change of changes) if (feed.take(change)) journal.add(feed.name, change.name)
        pacer.ask()
      },
      stateChanged: () => {
        journal.add(feed.name, null)
        pacer.ask()
      },
    })
    const readable = { name: feed.name, rows: feed.rows, isComplete: copy.isComplete, freshness: copy.freshness }
    const added = { feed, copy, readable }
    feeds.set(feed.name, added)
    return added
  }

  /** One source per set of feeds, so that readers of the same feeds share their batches. */
  const sourceOf = (projections: readonly Projection[]): Readable => {
    const wanted = projections.map(feedOf)
    const key = wanted.map(({ feed }) => feed.name).join('\n')
    const source = sources.get(key) ?? { boot, journal, feeds: wanted.map(({ readable }) => readable) }
    sources.set(key, source)
    return source
  }

  return {
    /** Starts watching ahead of use. */
    warm: (resources: readonly ResourceName[]) => resources.forEach(copyOf),

    /**
     * Begins a reader's stream: the gap since `lastEventId` when it is one of this process and not too long ago, else
     * everything. `end` is idempotent.
     */
    subscribe: (projections: readonly Projection[], sink: Sink, lastEventId: string | null) => {
      const source = sourceOf(projections)
      const viewer = subscription(source, sink, lastEventId)
      viewers.set(viewer, source)
      pacer.ask()
      return { drain: viewer.drain, end: () => void viewers.delete(viewer) }
    },

    /** The objects as of now, and whether they are all. Waits a little for the first list. */
    snapshot: async (resource: ResourceName): Promise<Snapshot> => {
      const copy = copyOf(resource)
      await copy.settled(firstListMs)
      return { objects: copy.objects, complete: copy.isComplete(), freshness: copy.freshness() }
    },

    /** A feed's rows as of now: what a page renders and a browser starts from. */
    collection: async (projection: Projection): Promise<Collection> => {
      const { readable, copy } = feedOf(projection)
      await copy.settled(firstListMs)
      return { rows: new Map(readable.rows), complete: readable.isComplete(), freshness: readable.freshness() }
    },

    health: (): CopyHealth[] =>
      [...copies.values()].map((copy) => ({
        instance: instance.id,
        resource: copy.resource,
        complete: copy.isComplete(),
        heartbeatAt: copy.heartbeatAt(),
        freshness: copy.freshness(),
        counters: { ...copy.counters },
      })),

    viewers: () => viewers.size,

    stop: async () => {
      clearInterval(beat)
      pacer.stop()
      await Promise.all([...copies.values()].map((copy) => copy.stop()))
    },
  }
}

export type Hub = ReturnType<typeof createHub>

export type Snapshot = { objects: ReadonlyMap<string, KubernetesObject>; complete: boolean; freshness: Freshness }

/** How one watched kind fares. A `heartbeatAt` (epoch milliseconds) older than three minutes means that its loop died. */
export type CopyHealth = {
  instance: string
  resource: ResourceName
  complete: boolean
  heartbeatAt: number
  freshness: Freshness
  counters: WatchedCopy['counters']
}
