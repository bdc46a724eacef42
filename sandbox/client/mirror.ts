import type { Connection } from './connection.ts'
import { follow, type CustomResource, type Followed, type Scope } from './follow.ts'

/** `<namespace>/<name>`, or the name alone of what has no namespace. */
export const keyOf = ({ metadata }: Followed): string =>
  metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`

/** A copy of all objects of one kind, kept up to date. It is as old as the last event; the API server has the last word. */
export class Mirror<T extends Followed> {
  #objects = new Map<string, T>()
  #filled = Promise.withResolvers<void>()
  #stop: () => Promise<void>

  /**
   * `changed` is told the key of each object that appeared, changed or went, after the copy has it. Of several namespaces
   * `within` tells which.
   */
  constructor(
    connection: Connection,
    resource: CustomResource,
    changed: (key: string) => void = () => undefined,
    { within = () => true, ...scope }: Scope & { within?: (namespace: string) => boolean } = {},
  ) {
    const isWithin = ({ metadata: { namespace } }: T) => namespace === undefined || within(namespace)
    this.#stop = follow<T>(
      connection,
      resource,
      {
        listed: (objects) => {
          const before = this.#objects
          this.#objects = new Map(objects.filter(isWithin).map((object) => [keyOf(object), object]))
          for (const key of new Set([...before.keys(), ...this.#objects.keys()])) changed(key)
          this.#filled.resolve()
        },
        changed: (type, object) => {
          if (!isWithin(object)) return
          const key = keyOf(object)
          if (type === 'DELETED') this.#objects.delete(key)
          else this.#objects.set(key, object)
          changed(key)
        },
      },
      scope,
    )
  }

  /** Resolves when the first list has arrived. */
  get filled(): Promise<void> {
    return this.#filled.promise
  }

  get(key: string): T | undefined {
    return this.#objects.get(key)
  }

  keys(): Iterable<string> {
    return this.#objects.keys()
  }

  all(): Iterable<T> {
    return this.#objects.values()
  }

  stop(): Promise<void> {
    return this.#stop()
  }
}
