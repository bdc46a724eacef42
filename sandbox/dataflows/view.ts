import type { Connection } from '../client/connection.ts'
import type { Followed } from '../client/follow.ts'
import { Mirror } from '../client/mirror.ts'
import type { Lookup } from './plan.ts'
import { REPORT_LABEL } from './reports.ts'
import { DATAFLOWS, ENDPOINTS, PROFILES, type Dataflow, type DataflowEndpoint, type DataflowProfile } from './types.ts'

interface Holder extends Followed {
  metadata: Followed['metadata'] & { labels?: Record<string, string> }
  data?: Record<string, string>
}

/** What the pods of one namespace read, kept up to date. Pods on one connection share it, so that each kind is watched once. */
export class View implements Lookup {
  readonly #namespace: string
  readonly #listeners = new Set<() => void>()
  #users = 0
  #due: NodeJS.Timeout | undefined
  #pauseMs = 0
  readonly #versions = new Map<string, string>()
  readonly #dataflows: Mirror<Dataflow>
  readonly #endpoints: Mirror<DataflowEndpoint>
  readonly #profiles: Mirror<DataflowProfile>
  readonly #secrets: Mirror<Holder>
  readonly #configMaps: Mirror<Holder>

  private constructor(connection: Connection, namespace: string) {
    const scope = { namespace }
    const changed = () => this.#changed()
    this.#namespace = namespace
    this.#dataflows = new Mirror(connection, DATAFLOWS, (key) => this.#dataflowChanged(key), scope)
    this.#endpoints = new Mirror(connection, ENDPOINTS, changed, scope)
    this.#profiles = new Mirror(connection, PROFILES, changed, scope)
    this.#secrets = new Mirror(connection, { group: '', version: 'v1', plural: 'secrets' }, changed, scope)
    this.#configMaps = new Mirror(connection, { group: '', version: 'v1', plural: 'configmaps' }, changed, {
      namespace,
      // The pods' own reports are not among what they read.
      labelSelector: `!${REPORT_LABEL}`,
    })
  }

  static #views = new WeakMap<Connection, Map<string, View>>()

  /** Takes a share in the namespace's view; each call wants one `release`. */
  static take(connection: Connection, namespace: string): View {
    const views = View.#views.get(connection) ?? new Map<string, View>()
    View.#views.set(connection, views)
    const view = views.get(namespace) ?? new View(connection, namespace)
    views.set(namespace, view)
    view.#users++
    return view
  }

  /** Gives the share back; with the last one the watches end. */
  async release(connection: Connection): Promise<void> {
    if (--this.#users > 0) return
    View.#views.get(connection)?.delete(this.#namespace)
    clearTimeout(this.#due)
    await Promise.all(this.#mirrors.map((mirror) => mirror.stop()))
  }

  /** Resolves when everything has been read once. */
  get filled(): Promise<unknown> {
    return Promise.all(this.#mirrors.map((mirror) => mirror.filled))
  }

  get dataflows(): Iterable<Dataflow> {
    return this.#dataflows.all()
  }

  profile(name: string): DataflowProfile | undefined {
    return this.#profiles.get(this.#key(name))
  }

  endpoint(name: string): DataflowEndpoint | undefined {
    return this.#endpoints.get(this.#key(name))
  }

  secret(name: string): Record<string, string> | undefined {
    const secret = this.#secrets.get(this.#key(name))
    return secret && (secret.data ?? {})
  }

  configMap(name: string): Record<string, string> | undefined {
    const configMap = this.#configMaps.get(this.#key(name))
    return configMap && (configMap.data ?? {})
  }

  /** Calls back after changes, once for all that come together. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get #mirrors() {
    return [this.#dataflows, this.#endpoints, this.#profiles, this.#secrets, this.#configMaps]
  }

  #key(name: string): string {
    return `${this.#namespace}/${name}`
  }

  /** Reports are written into the dataflows' own status, which does not change their generation. */
  #dataflowChanged(key: string): void {
    const { uid, generation } = this.#dataflows.get(key)?.metadata ?? {}
    const version = `${uid}/${generation}`
    if (this.#versions.get(key) === version) return
    if (uid === undefined) this.#versions.delete(key)
    else this.#versions.set(key, version)
    this.#changed()
  }

  /** While thousands of objects are being written, looking at all of them takes a tenth of the time and no more. */
  #changed(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined
      const started = performance.now()
      for (const listener of this.#listeners) listener()
      this.#pauseMs = (performance.now() - started) * 9
    }, this.#pauseMs)
  }
}
