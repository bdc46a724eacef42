import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Collection, emptyCollection } from './collection'
import { fold } from './collection-fold'
import { createFeed } from './feed-state'
import { createJournal } from './journal'
import type { LiveEvent } from './protocol'
import { subscription } from './subscription'
import type { Readable, ReadableFeed } from './reader-frames'

/** A server's side: two feeds, a journal, and a hand that changes objects. */
const server = (capacity?: number) => {
  const journal = createJournal(capacity)
  const feeds = ['a', 'b'].map((name) =>
    createFeed({
      feed: name,
      resource: 'configmaps',
      row: ({ metadata }) => ({ name: metadata.name, resourceVersion: metadata.resourceVersion ?? '' }),
    }),
  )
  let complete = false
  const source: Readable = {
    boot: 'boot',
    journal,
    feeds: feeds.map((feed) => ({
      ...feed,
      key: feed.name,
      isComplete: () => complete,
      freshness: () => ({ state: 'live', asOf: 0 }),
    })),
  }
  let version = 0
  return {
    source,
    put: (at: number, name: string) => {
      version += 1
      const feed = feeds[at % 2]
      if (feed?.take({ name, object: { metadata: { name, resourceVersion: String(version) } } }))
        journal.add(feed.name, name)
    },
    drop: (at: number, name: string) => {
      const feed = feeds[at % 2]
      if (feed?.take({ name })) journal.add(feed.name, name)
    },
    settle: () => {
      complete = true
      for (const { name } of feeds) journal.add(name, null)
    },
    rows: () => feeds.map(({ rows }) => new Map(rows)),
  }
}

/** A browser's side: reads frames while it has room, keeps the last id, folds. */
const browser = () => {
  const collections = new Map<string, Collection>()
  const events: LiveEvent[] = []
  let id: string | undefined
  let room = Number.POSITIVE_INFINITY
  let dropped = false
  return {
    sink: {
      room: () => room,
      write: (text: string) => {
        room -= 1
        for (const line of text.split('\n')) {
          if (line.startsWith('id: ')) id = line.slice(4)
          if (!line.startsWith('data: ')) continue
          const event = JSON.parse(line.slice(6)) as LiveEvent
          events.push(event)
          if ('feed' in event) {
            collections.set(event.feed, fold(collections.get(event.feed) ?? emptyCollection(0), event.feed, [event]))
          }
        }
      },
      drop: () => void (dropped = true),
    },
    give: (pieces: number) => (room = pieces),
    lastEventId: () => id ?? null,
    events,
    dropped: () => dropped,
    rows: () => ['a', 'b'].map((feed) => new Map(collections.get(feed)?.rows)),
    complete: () => ['a', 'b'].map((feed) => collections.get(feed)?.complete ?? false),
  }
}

test('first everything, with an explicit end, then changes only', () => {
  const { source, put, settle } = server()
  put(0, 'x')
  settle()
  const reader = browser()
  const viewer = subscription(source, reader.sink, null)
  viewer.drain()
  expect(reader.events.map(({ type }) => type)).toEqual([
    'reset',
    'rows',
    'complete',
    'freshness',
    'reset',
    'complete',
    'freshness',
    'freshness',
  ])
  reader.events.length = 0
  put(0, 'x')
  put(0, 'x')
  put(0, 'y')
  viewer.advance()
  expect(reader.events).toEqual([
    {
      type: 'rows',
      feed: 'a',
      rows: [
        { name: 'x', resourceVersion: '3' },
        { name: 'y', resourceVersion: '4' },
      ],
    },
  ])
})

test('without the first list there is no end: not loaded yet is not empty', () => {
  const { source, settle } = server()
  const reader = browser()
  const viewer = subscription(source, reader.sink, null)
  viewer.drain()
  expect(reader.complete()).toEqual([false, false])
  settle()
  viewer.advance()
  expect(reader.complete()).toEqual([true, true])
})

describe('resume', () => {
  const interrupted = () => {
    const plant = server(10)
    plant.put(0, 'x')
    plant.settle()
    const reader = browser()
    subscription(plant.source, reader.sink, null).drain()
    reader.events.length = 0
    return { plant, reader, id: reader.lastEventId() }
  }

  test('of this process: the gap only, and the id stays good until more comes', () => {
    const { plant, reader, id } = interrupted()
    plant.put(0, 'y')
    const viewer = subscription(plant.source, reader.sink, id)
    viewer.drain()
    expect(reader.lastEventId()).toBe(id)
    viewer.advance()
    expect(reader.events.filter(({ type }) => type !== 'freshness')).toEqual([
      { type: 'rows', feed: 'a', rows: [{ name: 'y', resourceVersion: '2' }] },
    ])
  })

  test.each(['other:3', 'boot:999', 'boot:-1', 'boot:x', '', 'boot:1\n2'])(
    'of another process, or nonsense (%j): everything',
    (id) => {
      const { plant, reader } = interrupted()
      subscription(plant.source, reader.sink, id).drain()
      expect(reader.events[0]).toEqual({ type: 'reset', feed: 'a' })
    },
  )

  test('from too long ago: everything', () => {
    const { plant, reader, id } = interrupted()
    for (let count = 0; count < 20; count += 1) plant.put(0, 'z')
    subscription(plant.source, reader.sink, id).drain()
    expect(reader.events[0]).toEqual({ type: 'reset', feed: 'a' })
  })

  test('a snapshot that broke off is begun again', () => {
    const { plant, reader } = interrupted()
    reader.give(1)
    subscription(plant.source, reader.sink, 'other:1').drain()
    expect(reader.lastEventId()).toBe('')
  })
})

describe('slow-client', () => {
  test('gets the latest of each object once it reads again, and nothing in between', () => {
    const { source, put, settle } = server()
    settle()
    const reader = browser()
    const viewer = subscription(source, reader.sink, null)
    viewer.drain()
    reader.give(0)
    reader.events.length = 0
    for (let count = 0; count < 1_000; count += 1) {
      put(0, 'x')
      viewer.advance()
    }
    expect(reader.events).toEqual([])
    reader.give(10)
    viewer.advance()
    expect(reader.events).toEqual([{ type: 'rows', feed: 'a', rows: [{ name: 'x', resourceVersion: '1000' }] }])
  })

  test('is dropped after half a minute without reading', () => {
    const { source } = server()
    const reader = browser()
    let now = 0
    reader.give(1)
    const viewer = subscription(source, reader.sink, null, () => now)
    viewer.drain()
    now = 29_000
    viewer.heartbeat(':\n\n')
    expect(reader.dropped()).toBe(false)
    now = 31_000
    viewer.heartbeat(':\n\n')
    expect(reader.dropped()).toBe(true)
  })
})

test('whatever changes, however slowly it is read and wherever it is cut, the browser ends with the rows of the server', () => {
  const name = fc.constantFrom('x', 'y', 'z', 'w')
  const step = fc.oneof(
    fc.record({ do: fc.constant('put' as const), at: fc.nat(1), name }),
    fc.record({ do: fc.constant('drop' as const), at: fc.nat(1), name }),
    fc.record({ do: fc.constant('read' as const), pieces: fc.nat(4) }),
    fc.record({ do: fc.constant('cut' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(5, 1_000), (steps, capacity) => {
      const plant = server(capacity)
      const reader = browser()
      let viewer = subscription(plant.source, reader.sink, null)
      for (const next of [...steps, { do: 'settle' as const }]) {
        switch (next.do) {
          case 'put':
            plant.put(next.at, next.name)
            break
          case 'drop':
            plant.drop(next.at, next.name)
            break
          case 'read':
            reader.give(next.pieces)
            viewer.advance()
            break
          case 'cut':
            viewer = subscription(plant.source, reader.sink, reader.lastEventId())
            break
          case 'settle':
            plant.settle()
        }
      }
      reader.give(Number.POSITIVE_INFINITY)
      viewer.advance()
      viewer.advance()
      expect(reader.rows()).toEqual(plant.rows())
      expect(reader.complete()).toEqual([true, true])
    }),
    { numRuns: 500 },
  )
})

test('authz-revoked-mid-session: whenever rights change, the browser ends with what it may see, and is sent nothing else', () => {
  const name = fc.constantFrom('x', 'y', 'z')
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('put' as const), at: fc.nat(1), name }) },
    fc.record({ do: fc.constant('drop' as const), at: fc.nat(1), name }),
    { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), pieces: fc.nat(4) }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('switch' as const), may: fc.tuple(fc.boolean(), fc.boolean()) }),
    },
    fc.record({ do: fc.constant('cut' as const) }),
  )
  const kept = (feed: ReadableFeed): ReadableFeed => ({
    name: feed.name,
    key: `${feed.name} kept`,
    rows: new Map(),
    isComplete: () => false,
    freshness: () => ({ state: 'refused', since: 0, reason: 'Needs list.' }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(5, 1_000), (steps, capacity) => {
      const plant = server(capacity)
      const reader = browser()
      const sourceFor = (may: readonly boolean[]): Readable => ({
        ...plant.source,
        boot: `boot-${may.map(Number).join('')}`,
        feeds: plant.source.feeds.map((feed, at) => (may[at] ? feed : kept(feed))),
      })
      const sources = new Map<string, Readable>()
      const sharedFor = (may: readonly boolean[]) => {
        const source = sources.get(String(may)) ?? sourceFor(may)
        sources.set(String(may), source)
        return source
      }
      let may: readonly boolean[] = [true, true]
      let viewer = subscription(sharedFor(may), reader.sink, null)
      for (const next of [...steps, { do: 'settle' as const }]) {
        const from = reader.events.length
        switch (next.do) {
          case 'put':
            plant.put(next.at, next.name)
            break
          case 'drop':
            plant.drop(next.at, next.name)
            break
          case 'read':
            reader.give(next.pieces)
            viewer.advance()
            break
          case 'switch': {
            const switched = ['a', 'b'].filter((_, at) => may[at] !== next.may[at])
            may = next.may
            if (switched.length > 0) viewer.switchTo(sharedFor(may), new Set(switched))
            break
          }
          case 'cut':
            viewer = subscription(sharedFor(may), reader.sink, reader.lastEventId())
            break
          case 'settle':
            plant.settle()
        }
        const sent = reader.events.slice(from).flatMap((event) => (event.type === 'rows' ? event.feed : []))
        for (const [at, feed] of ['a', 'b'].entries()) if (!may[at]) expect(sent).not.toContain(feed)
      }
      reader.give(Number.POSITIVE_INFINITY)
      viewer.advance()
      viewer.advance()
      expect(reader.rows()).toEqual(plant.rows().map((rows, at) => (may[at] ? rows : new Map())))
      expect(reader.complete()).toEqual(may)
    }),
    { numRuns: 500 },
  )
})
