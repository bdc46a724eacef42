import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ReflectorLimits } from '@/lib/kubernetes/reflector.server'
import type { ResourceName } from '@/lib/kubernetes/resources'
import type { Collection } from './collection'
import type { Change } from './copy'
import { createFeed } from './feed-state'
import { createJournal } from './journal'
import { observeBatch } from './metrics.server'
import { createOwnFeed } from './own-feed'
import { createPacer } from './pacer'
import { type AnyFeed, isOwn, type OwnFeed, type Projection } from './projection'
import { differing, keyOfSeen, type SeenFeed } from './seen'
import type { Freshness, LiveRow } from './protocol'
import { type Sink, type Subscription, subscription } from './subscription'
import { freshnessFrames, type Readable, type ReadableFeed } from './reader-frames'
import { heartbeatFrame } from './frames'
import { type CopyListener, type WatchedCopy, watchedCopy } from './watched-copy.server'

/** Readers hear of changes at most ten times a second, and of the first one at once. */
const batchEveryMs = 100

/** Often enough for the strictest proxies, which close what is quiet for 20 s or more. */
const heartbeatEveryMs = 15_000

/** Sets of rights that are remembered though nobody reads with them: who comes back with the same gets just the gap. */
const mostSources = 64

/** How long a page waits for a copy that is still being read before it renders without. */
const firstListMs = 1_500

type KnownFeed = {
  readable: ReadableFeed
  /** What its rows are made of, for feeds of a watched kind. */
  copy?: WatchedCopy
  /** Of an own feed: a reader has come, a reader has gone, all is over. */
  own?: Pick<ReturnType<typeof createOwnFeed>, 'enter' | 'leave' | 'stop'>
}

type Source = Readable & { own: NonNullable<KnownFeed['own']>[] }

/** The live copy of one instance: each kind watched once, whoever and however many look at it. */
export const createHub = (instance: Instance, limits?: ReflectorLimits) => {
  const boot = randomUUID()
  const journal = createJournal()
  const copies = new Map<ResourceName, WatchedCopy>()
  const feeds = new Map<string, KnownFeed>()
  const sources = new Map<string, Source>()
  let sourceCount = 0
  const readers = new Map<Subscription, { source: Source; leave: () => void }>()
  const companions = new Map<string, { stop: () => void }>()
  const pacer = createPacer((waitedMs) => {
    const startedAt = performance.now()
    for (const reader of readers.keys()) reader.advance()
    if (readers.size > 0) observeBatch((waitedMs + performance.now() - startedAt) / 1000)
  }, batchEveryMs)

  const beat = setInterval(() => {
    const texts = new Map<Source, string>()
    for (const [reader, { source }] of readers) {
      const text = texts.get(source) ?? heartbeatFrame + freshnessFrames(source).join('')
      texts.set(source, text)
      reader.heartbeat(text)
    }
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
  const feedOf = (wanted: AnyFeed): KnownFeed => {
    const known = feeds.get(wanted.feed)
    if (known) return known
    const added = isOwn(wanted) ? made(wanted) : projected(wanted)
    feeds.set(wanted.feed, added)
    return added
  }

  const projected = (projection: Projection): KnownFeed => {
    const copy = copyOf(projection.resource)
    const feed = createFeed(projection)
    /** One object that cannot be shown keeps no other one away: what was thrown over it is answered. */
    const take = (changes: Iterable<Change>, taken: (name: string) => void): unknown[] => {
      const errors: unknown[] = []
      for (const change of changes) {
        try {
          if (feed.take(change)) taken(change.name)
        } catch (error) {
          errors.push(error)
        }
      }
      return errors
    }
    const there = [...copy.objects].map(([name, object]) => ({ name, object }))
    for (const error of take(there, () => {})) copy.thrown(error)
    copy.listen({
      changed: (changes) => {
        const errors = take(changes, (name) => journal.add(feed.name, name))
        pacer.ask()
        if (errors.length > 0) throw new AggregateError(errors)
      },
      stateChanged: () => {
        journal.add(feed.name, null)
        pacer.ask()
      },
    })
    return {
      copy,
      readable: {
        name: feed.name,
        key: feed.name,
        rows: feed.rows,
        isComplete: copy.isComplete,
        freshness: copy.freshness,
      },
    }
  }

  const made = (wanted: OwnFeed): KnownFeed => {
    const { readable, ...own } = createOwnFeed(wanted, instance, (name) => {
      journal.add(wanted.feed, name)
      pacer.ask()
    })
    return { readable, own }
  }

  /** A feed that is kept from a reader: it has no rows and no changes, and says why. */
  const kept = (name: string, freshness: Freshness): KnownFeed => ({
    readable: {
      name,
      key: `${name} kept`,
      isPaused: freshness.state !== 'refused',
      rows: new Map(),
      isComplete: () => false,
      freshness: () => freshness,
    },
  })

  /**
   * One source per set of feeds and of what is kept back of them, so that readers with the same rights share their batches.
   * Places in the journal have its number in them: a reader that comes back with other rights gets everything anew.
   */
  const sourceOf = (asked: readonly SeenFeed[]): Source => {
    const key = asked.map(keyOfSeen).join('\n')
    const known = sources.get(key)
    if (known) return known
    const wanted = asked.map(({ feed, kept: why }) => (why ? kept(feed.feed, why) : feedOf(feed)))
    const source = {
      boot: `${boot}-${(sourceCount += 1)}`,
      journal,
      feeds: wanted.map(({ readable }) => readable),
      own: wanted.flatMap(({ own }) => own ?? []),
    }
    const read = new Set([...readers.values()].map((reader) => reader.source))
    for (const [other, unread] of sources) {
      if (sources.size < mostSources) break
      if (!read.has(unread)) sources.delete(other)
    }
    sources.set(key, source)
    return source
  }

  return {
    instance,

    /** Starts watching ahead of use. */
    warm: (resources: readonly ResourceName[]) => resources.forEach(copyOf),

    /**
     * Begins a reader's stream: the gap since `lastEventId` when it is one of this process and not too long ago, else
     * everything. With `see` the reader goes on with other rights. `end` is idempotent.
     */
    subscribe: (asked: readonly SeenFeed[], sink: Sink, lastEventId: string | null) => {
      let seen = asked
      let source = sourceOf(asked)
      const reader = subscription(source, sink, lastEventId)
      readers.set(reader, { source, leave: sink.drop })
      for (const own of source.own) own.enter()
      pacer.ask()
      const see = (next: readonly SeenFeed[]) => {
        const after = sourceOf(next)
        if (!readers.has(reader) || after === source) return
        for (const own of after.own) if (!source.own.includes(own)) own.enter()
        for (const own of source.own) if (!after.own.includes(own)) own.leave()
        readers.set(reader, { source: after, leave: sink.drop })
        reader.switchTo(after, differing(seen, next))
        seen = next
        source = after
        pacer.ask()
      }
      const end = () => {
        if (readers.delete(reader)) for (const own of source.own) own.leave()
      }
      return { drain: reader.drain, see, end }
    },

    /** Hears of every change of a kind; answers how to stop that. What is there already is in `snapshot`. */
    follow: (resource: ResourceName, listener: CopyListener) => copyOf(resource).listen(listener),

    /** The objects as of this moment, without waiting for any. */
    peek: (resource: ResourceName): Snapshot => snapshotOf(copyOf(resource)),

    /** The objects as of now, and whether they are all. Waits a little for the first list. */
    snapshot: async (resource: ResourceName): Promise<Snapshot> => {
      const copy = copyOf(resource)
      await copy.settled(firstListMs)
      return snapshotOf(copy)
    },

    /** A feed as it is from now on, for server code that follows it: rows that are up to date whenever they are looked at. */
    read: <Row extends LiveRow>(projection: Projection & { row: (object: KubernetesObject) => Row | null }) =>
      // The rows of a feed are what its projection made.
      feedOf(projection).readable as Omit<ReadableFeed, 'rows'> & { rows: ReadonlyMap<string, Row> },

    /** A feed's rows as of now: what a page renders and a browser starts from. */
    collection: async (wanted: AnyFeed): Promise<Collection> => {
      const { readable, copy } = feedOf(wanted)
      await copy?.settled(firstListMs)
      return { rows: new Map(readable.rows), complete: readable.isComplete(), freshness: readable.freshness() }
    },

    /** What lives as long as this hub does and is there once, whoever asks: made at first use, stopped with the hub. */
    companion: <T extends { stop: () => void }>(name: string, make: () => T): T => {
      // The name is the proof of the type: every name belongs to exactly one caller.
      const known = companions.get(name) as T | undefined
      if (known) return known
      const made = make()
      companions.set(name, made)
      return made
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

    viewers: () => readers.size,

    /** Ends everything, its readers' streams included: they find by themselves what is there instead. */
    stop: async () => {
      clearInterval(beat)
      pacer.stop()
      for (const { leave } of [...readers.values()]) leave()
      for (const { own } of feeds.values()) own?.stop()
      for (const companion of companions.values()) companion.stop()
      await Promise.all([...copies.values()].map((copy) => copy.stop()))
    },
  }
}

const snapshotOf = (copy: WatchedCopy): Snapshot => ({
  objects: copy.objects,
  complete: copy.isComplete(),
  freshness: copy.freshness(),
})

export type Hub = ReturnType<typeof createHub>

export type Snapshot = { objects: ReadonlyMap<string, KubernetesObject>; complete: boolean; freshness: Freshness }

/** How one watched kind fares. A `heartbeatAt` (epoch milliseconds) older than two minutes means that its loop died. */
export type CopyHealth = {
  instance: string
  resource: ResourceName
  complete: boolean
  heartbeatAt: number
  freshness: Freshness
  counters: WatchedCopy['counters']
}
