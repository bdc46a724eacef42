import { setTimeout as wait } from 'node:timers/promises'
import { Watch } from '@kubernetes/client-node'
import { pathOf, type Connection } from './connection.ts'

export interface CustomResource {
  /** Empty for the core group. */
  group: string
  version: string
  plural: string
}

/** The part of every object that a follower needs. */
export interface Followed {
  metadata: { name: string; namespace?: string; uid?: string; generation?: number; resourceVersion?: string }
}

/** Which objects of a kind; all of them when it is empty. */
export interface Scope {
  namespace?: string
  labelSelector?: string
}

export interface Handlers<T> {
  /** All objects, after each list. */
  listed(objects: T[]): void
  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: T): void
}

/** Waits between attempts: short, since a sandbox has one client per kind and its API server comes back on the same machine. */
const PAUSE_MS = 500

/**
 * Lists a resource, in all namespaces unless one is given, and watches it from there, again and again: after the watch ended, while the API
 * server is away, and until the kind is served. Returns the function that stops it and resolves when it has stopped.
 */
export function follow<T extends Followed>(
  connection: Connection,
  resource: CustomResource,
  handlers: Handlers<T>,
  scope: Scope = {},
): () => Promise<void> {
  const stopping = new AbortController()
  const running = loop(connection, resource, handlers, scope, stopping.signal)
  return () => {
    stopping.abort()
    return running
  }
}

async function loop<T extends Followed>(
  connection: Connection,
  resource: CustomResource,
  handlers: Handlers<T>,
  { namespace, labelSelector }: Scope,
  signal: AbortSignal,
): Promise<void> {
  const path = pathOf(resource, namespace)
  const query = labelSelector === undefined ? {} : { labelSelector }
  while (!signal.aborted) {
    try {
      const list = await connection.send<{ items: T[]; metadata: { resourceVersion?: string } }>({
        method: 'GET',
        path,
        query,
      })
      if (signal.aborted) return
      handlers.listed(list.items)
      await watched(connection, path, { ...query, resourceVersion: list.metadata.resourceVersion }, handlers, signal)
    } catch {
      // Not reachable or not served (yet): the next turn will tell.
    }
    await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** Resolves when the watch has ended, for whatever reason. */
function watched<T extends Followed>(
  connection: Connection,
  path: string,
  query: Record<string, string | undefined>,
  handlers: Handlers<T>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const watch = new Watch(connection).watch(
      path,
      query,
      (type, object: T) => {
        if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') handlers.changed(type, object)
      },
      () => over(),
    )
    const cut = () => void watch.then((controller) => controller.abort()).catch(over)
    const over = () => {
      signal.removeEventListener('abort', cut)
      resolve()
    }
    watch.catch(over)
    signal.addEventListener('abort', cut, { once: true })
    // A stop between the list and the watch has fired its event already.
    if (signal.aborted) cut()
  })
}
