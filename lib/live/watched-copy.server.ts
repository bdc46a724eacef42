import 'server-only'
import { clusterClient } from '@/lib/kubernetes/client.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { type Reflector, type ReflectorLimits, startReflector, usualLimits } from '@/lib/kubernetes/reflector.server'
import type { Standing } from '@/lib/kubernetes/reflector-state'
import type { ResourceName } from '@/lib/kubernetes/resources'
import { type Change, createCopy } from './copy'
import { createDelivery } from './delivery'
import { freshnessOf } from './feed-state'
import type { Freshness } from './protocol'
import { createThrownLog } from './thrown.server'

/** Who wants to hear of one kind's changes. */
export type CopyListener = {
  changed: (changes: readonly Change[]) => void
  /** Freshness changed, or all rows there are have been read for the first time. */
  stateChanged: () => void
}

/** One kind of one instance, watched once for everybody who looks at it. */
export const watchedCopy = (instance: Instance, resource: ResourceName, limits: ReflectorLimits = usualLimits) => {
  const copy = createCopy()
  const listeners = new Set<CopyListener>()
  const waiting = new Set<() => void>()
  const thrown = createThrownLog(instance, resource)
  let complete = false
  let standing: Standing = { state: 'loading' }
  let since = Date.now()

  /** Everybody hears everything; who throws is the reflector's to count, after the others have heard. */
  const tell = (say: (listener: CopyListener) => void) => {
    const errors: unknown[] = []
    for (const listener of listeners) {
      try {
        say(listener)
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw new AggregateError(errors)
  }

  const delivery = createDelivery((changes) => tell((listener) => listener.changed(changes)))

  const settled = () => complete || standing.state !== 'loading' || standing.reason !== undefined
  const wake = () => {
    if (!settled()) return
    for (const go of waiting) go()
    waiting.clear()
  }

  const becomeComplete = () => {
    if (complete) return
    complete = true
    tell((listener) => listener.stateChanged())
  }

  const client = clusterClient(instance)
  const reflector: Reflector = startReflector(
    {
      list: (signal, onPage) => client.list(resource, signal, onPage),
      watch: (version, handlers, options) => client.watch(resource, version, handlers, options),
    },
    {
      replace: (objects) => {
        delivery.listed(copy.replace(objects), copy.objects)
        becomeComplete()
      },
      apply: (object) => delivery.changed(copy.apply(object)),
      remove: (name) => delivery.changed(copy.remove(name)),
      failed: thrown,
      standing: (next, from) => {
        standing = next
        since = from
        try {
          if (next.state === 'missing') delivery.listed(copy.replace([]), copy.objects)
        } finally {
          // A kind that is not served has no objects: that is known, not unknown.
          if (next.state === 'missing') complete = true
          wake()
          tell((listener) => listener.stateChanged())
        }
      },
    },
    limits,
  )

  return {
    resource,
    objects: copy.objects,
    isComplete: () => complete,
    freshness: (): Freshness => freshnessOf(standing, reflector.heardAt(), since, limits.pace.pollMs),
    heartbeatAt: reflector.heartbeatAt,
    /** For what was thrown over an object that is here already. */
    thrown,
    counters: reflector.counters,
    listen: (listener: CopyListener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Resolves once all objects are here or it is known why not, and after `ms` at the latest. */
    settled: (ms: number): Promise<void> =>
      settled()
        ? Promise.resolve()
        : new Promise((resolve) => {
            const go = () => {
              clearTimeout(timer)
              waiting.delete(go)
              resolve()
            }
            const timer = setTimeout(go, ms)
            waiting.add(go)
          }),
    stop: reflector.stop,
  }
}

export type WatchedCopy = ReturnType<typeof watchedCopy>
