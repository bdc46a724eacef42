import 'server-only'
import type { Result } from '@/lib/core/result'
import { pick } from './backoff'
import type { Page } from './lists'
import type { KubernetesObject } from './objects'
import {
  afterStep,
  atStart,
  type Ending,
  type Pace,
  type ReflectorState,
  type Standing,
  usualPace,
} from './reflector-state'
import type { WatchEnding, WatchHandlers } from './watch.server'

/** Where a reflector reads from: one kind of one instance. */
export type ReflectorSource = {
  /** `onPage`: another part of a long list has come. */
  list: (signal: AbortSignal, onPage: () => void) => Promise<Result<Page>>
  watch: (
    resourceVersion: string,
    handlers: WatchHandlers,
    options: { silenceMs: number; signal: AbortSignal },
  ) => Promise<WatchEnding>
}

/** Where the copy lives. What it throws is counted, and the copy is read anew. */
export type ReflectorSink = {
  /** These are all objects there are. */
  replace: (objects: KubernetesObject[]) => void
  apply: (object: KubernetesObject) => void
  remove: (name: string) => void
  /** How fresh the copy is, and since when; said when it changes. */
  standing: (standing: Standing, since: number) => void
  /** What was thrown here, or where the copy is read from: a bug of ours, for the log. */
  failed?: (error: unknown) => void
}

export type ReflectorLimits = {
  /** No byte for so long ends a watch. The API server sends a bookmark about once a minute. */
  silenceMs: number
  /** A reconnect that takes longer than this shows as stale meanwhile. */
  doubtMs: number
  pace: Pace
}

export const usualLimits: ReflectorLimits = { silenceMs: 90_000, doubtMs: 600, pace: usualPace }

/** A watch that stood this long was a good one; shorter ones in a row are tried ever more slowly. */
const steadyMs = 5_000

export type ReflectorCounters = {
  lists: number
  watches: number
  garbage: number
  errors: number
  handlerFailures: number
}

export type Reflector = {
  /** Resolves when nothing of it runs any more. */
  stop: () => Promise<void>
  /** When it last did something, epoch milliseconds: a reflector that lives does so every two minutes at least. */
  heartbeatAt: () => number
  /** When the cluster was last heard of. */
  heardAt: () => number | undefined
  counters: Readonly<ReflectorCounters>
}

/**
 * Keeps a copy of one kind: reads all objects, then watches, for as long as it lives. Nothing ends it but `stop`: every
 * way a list or a watch can fail is an ending with a next step (`reflector-state.ts`).
 */
export const startReflector = (
  source: ReflectorSource,
  sink: ReflectorSink,
  limits: ReflectorLimits = usualLimits,
): Reflector => {
  const stopping = new AbortController()
  const { signal } = stopping
  const counters: ReflectorCounters = { lists: 0, watches: 0, garbage: 0, errors: 0, handlerFailures: 0 }
  let state: ReflectorState = atStart
  let resourceVersion = ''
  let heartbeatAt = Date.now()
  let heardAt: number | undefined
  let doubt: NodeJS.Timeout | undefined
  let said: { standing: Standing; since: number } | undefined
  /** When the connection that is being replaced was lost: staleness counts from there, not from the failed retry. */
  let lostAt: number | undefined
  let openedAt = Number.POSITIVE_INFINITY
  const steady = () => Date.now() - openedAt >= steadyMs

  const heard = () => {
    heartbeatAt = heardAt = Date.now()
  }

  const failed = (error: unknown) => {
    counters.handlerFailures += 1
    sink.failed?.(error)
  }

  const say = (standing: Standing) => {
    if (signal.aborted || (said && same(said.standing, standing))) return
    const since =
      said?.standing.state === standing.state
        ? said.since
        : standing.state === 'stale'
          ? (lostAt ?? Date.now())
          : Date.now()
    said = { standing, since }
    try {
      sink.standing(standing, since)
    } catch (error) {
      failed(error)
    }
  }

  const step = (ending: Ending) => {
    heartbeatAt = Date.now()
    state = afterStep(state, ending, limits.pace)
    if (ending.step === 'watching') lostAt = undefined
    if (state.standing.state === 'live' && ending.step === 'watch-over') {
      // Not stale yet: most lost connections are back before anybody could read the word.
      lostAt = Date.now()
      clearTimeout(doubt)
      doubt = setTimeout(
        () => say({ state: 'stale', reason: 'The connection to the cluster was lost.' }),
        limits.doubtMs,
      )
      return
    }
    clearTimeout(doubt)
    say(state.standing)
  }

  const list = async (): Promise<Ending> => {
    counters.lists += 1
    openedAt = Number.POSITIVE_INFINITY
    const page = await source.list(signal, heard)
    if (!page.ok) return { step: 'list-failed', failure: page.failure }
    if (signal.aborted) return { step: 'listed' }
    heard()
    resourceVersion = page.value.resourceVersion
    try {
      sink.replace(page.value.objects)
    } catch (error) {
      failed(error)
      return { step: 'handler-failed', steady: steady() }
    }
    return { step: 'listed' }
  }

  const watch = async (): Promise<Ending> => {
    counters.watches += 1
    openedAt = Number.POSITIVE_INFINITY
    const handlers: WatchHandlers = {
      onOpen: () => {
        heard()
        openedAt = Date.now()
        if (!signal.aborted) step({ step: 'watching' })
      },
      onBytes: heard,
      onLine: (line) => {
        if (signal.aborted) return
        if (line.type === 'applied') sink.apply(line.object)
        if (line.type === 'removed') sink.remove(line.object.metadata.name)
        resourceVersion = line.resourceVersion
      },
    }
    const ending = await source.watch(resourceVersion, handlers, { silenceMs: limits.silenceMs, signal })
    switch (ending.how) {
      case 'refused':
        return { step: 'watch-failed', failure: ending.failure, gone: ending.gone }
      case 'handler-failed':
        failed(ending.error)
        return { step: 'handler-failed', steady: steady() }
      case 'garbage':
        counters.garbage += 1
        return { step: 'watch-over', how: ending.how, steady: steady() }
      case 'error':
        counters.errors += 1
        return { step: 'watch-over', how: ending.how, steady: steady() }
      case 'closed':
      case 'cut':
      case 'silent':
      case 'gone':
        return { step: 'watch-over', how: ending.how, steady: steady() }
    }
  }

  const run = async () => {
    say(state.standing)
    while (!signal.aborted) {
      await pause(pick(state.wait, Math.random()), signal)
      if (signal.aborted) return
      heartbeatAt = Date.now()
      try {
        const ending = await (state.next === 'list' ? list() : watch())
        if (!signal.aborted) step(ending)
      } catch (error) {
        // A source must not throw; if it does, the copy is in doubt and the loop lives on.
        failed(error)
        if (!signal.aborted) step({ step: 'handler-failed', steady: false })
      }
    }
  }

  const running = run().finally(() => clearTimeout(doubt))
  return {
    stop: () => {
      stopping.abort()
      return running
    },
    heartbeatAt: () => heartbeatAt,
    heardAt: () => heardAt,
    counters,
  }
}

const same = (one: Standing, other: Standing) =>
  one.state === other.state && ('reason' in one ? one.reason : '') === ('reason' in other ? other.reason : '')

/** Waits, or less when the signal fires. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
