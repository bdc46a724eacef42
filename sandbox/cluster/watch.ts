import type { ServerResponse } from 'node:http'
import { apiVersionOf, resourceOf, type Kind, type Version } from './kinds.ts'
import type { Predicate } from './selectors.ts'
import { expired, type Status } from './status.ts'
import { COMPACTED, encode, type Change, type ChangeType, type Store } from './store.ts'
import type { KubeObject } from './types.ts'
import { playDrill, type WatchDrill } from './watch-drills.ts'

/** How long the server stays silent before it sends a bookmark, as on a real server about a minute. */
const BOOKMARK_MS = 60_000
/** Without timeoutSeconds a real server ends a watch after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_S = 1800
/** A reader this far behind is dropped; it can resume from its last resourceVersion. */
const MAX_BACKLOG = 64 * 1024 * 1024

export interface WatchRequest {
  kind: Kind
  version: Version
  namespace?: string | undefined
  matches: Predicate
  /** undefined and '0': start with what exists; otherwise after this revision. */
  resourceVersion?: string | undefined
  bookmarks: boolean
  /** Marks the end of the objects that existed at the start with an annotated bookmark. */
  sendInitialEvents: boolean
  timeoutSeconds?: number | undefined
  /** The text of an object in the representation that was asked for. */
  render: (object: KubeObject, first: boolean) => string
}

export class Watches {
  #store: Store
  #open = new Set<OpenWatch>()

  constructor(store: Store) {
    this.#store = store
    store.subscribe((change) => {
      for (const watch of this.#open) watch.send(change)
    })
  }

  /** Open watches by resource. */
  count(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { resource } of this.#open) counts[resource] = (counts[resource] ?? 0) + 1
    return counts
  }

  serve(request: WatchRequest, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
    response.flushHeaders()
    const watch = new OpenWatch(request, response, () => this.#store.revision)
    if (!watch.begin(this.#store)) return
    this.#open.add(watch)
    response.on('close', () => {
      watch.stop()
      this.#open.delete(watch)
    })
  }

  /** Ends the watches of a resource that is no longer served. */
  end(resource: string): void {
    this.drill(resource, 'end')
  }

  endAll(): void {
    for (const watch of this.#open) watch.drill('end')
  }

  /** Does this to all watches of the resource, or to all there are; answers how many. */
  drill(resource: string | undefined, drill: WatchDrill): number {
    const chosen = [...this.#open].filter((watch) => resource === undefined || watch.resource === resource)
    for (const watch of chosen) watch.drill(drill)
    return chosen.length
  }
}

class OpenWatch {
  readonly resource: string
  #request: WatchRequest
  #response: ServerResponse
  #revision: () => number
  #timers: NodeJS.Timeout[] = []
  #first = true
  #stalled = false

  constructor(request: WatchRequest, response: ServerResponse, revision: () => number) {
    this.resource = resourceOf(request.kind)
    this.#request = request
    this.#response = response
    this.#revision = revision
  }

  /** Catches up with the store; false when the start is gone from history and the stream has been ended with a 410. */
  begin(store: Store): boolean {
    const { resourceVersion, kind, namespace, bookmarks, sendInitialEvents, timeoutSeconds } = this.#request
    if (!resourceVersion || resourceVersion === '0') {
      for (const object of store.list(resourceOf(kind), namespace)) {
        if (this.#request.matches(object)) this.#event('ADDED', object)
      }
      if (sendInitialEvents) this.#bookmark({ 'k8s.io/initial-events-end': 'true' })
    } else {
      const missed = store.since(Number(resourceVersion))
      if (missed === COMPACTED) {
        this.#error(expired(`too old resource version: ${resourceVersion} (${store.revision})`).status)
        return false
      }
      for (const change of missed) this.send(change)
    }
    if (bookmarks) this.#timers.push(setInterval(() => this.#bookmark(), BOOKMARK_MS))
    const seconds = timeoutSeconds ?? DEFAULT_TIMEOUT_S * (1 + Math.random())
    this.#timers.push(setTimeout(() => this.drill('end'), Math.min(seconds, 86_400) * 1000))
    return true
  }

  /** Passes a change on as the selector sees it: an object can enter and leave the view without being created or deleted. */
  send({ resource, type, object, previous }: Change): void {
    const { namespace, matches } = this.#request
    if (resource !== this.resource) return
    if (namespace !== undefined && object.metadata.namespace !== namespace) return
    const before = previous !== undefined && type !== 'ADDED' && matches(previous)
    const after = type !== 'DELETED' && matches(object)
    if (after) this.#event(before ? 'MODIFIED' : 'ADDED', object)
    else if (before) this.#event('DELETED', object)
  }

  drill(drill: WatchDrill): void {
    if (drill === 'bookmark') return this.#bookmark()
    if (drill === 'end' && this.#request.bookmarks && !this.#stalled) this.#bookmark()
    playDrill(drill, {
      write: (line) => this.#write(line),
      stall: () => (this.#stalled = true),
      end: () => this.#response.end(),
    })
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers = []
  }

  #event(type: ChangeType, object: KubeObject): void {
    this.#write(`{"type":"${type}","object":${this.#request.render(object, this.#first)}}\n`)
    this.#first = false
  }

  #bookmark(annotations?: Record<string, string>): void {
    const { kind, version } = this.#request
    const object = {
      kind: kind.kind,
      apiVersion: apiVersionOf(kind.group, version.name),
      metadata: {
        resourceVersion: String(this.#revision()),
        creationTimestamp: null,
        ...(annotations && { annotations }),
      },
    }
    this.#write(`{"type":"BOOKMARK","object":${JSON.stringify(object)}}\n`)
  }

  #error(status: Status): void {
    this.#write(`{"type":"ERROR","object":${JSON.stringify(status)}}\n`)
    this.#response.end()
  }

  #write(line: string): void {
    if (this.#stalled || this.#response.writableEnded) return
    this.#response.write(line)
    if (this.#response.writableLength > MAX_BACKLOG) this.#response.destroy()
  }
}

/** The plain representation: the stored text itself unless another version is asked for. */
export function renderAs(kind: Kind, version: Version): (object: KubeObject) => string {
  const apiVersion = apiVersionOf(kind.group, version.name)
  return (object) => (object.apiVersion === apiVersion ? encode(object) : JSON.stringify({ ...object, apiVersion }))
}
