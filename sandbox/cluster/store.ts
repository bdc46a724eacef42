import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { KubeObject } from './types.ts'

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED'

/** One step of history. `previous` lets a reader undo the step, and a selector see an object leave its view. */
export interface Change {
  revision: number
  resource: string
  type: ChangeType
  object: KubeObject
  previous?: KubeObject
}

/** Answered instead of history that has been thrown away. */
export const COMPACTED = 'compacted'

/** Changes kept for watches and paged lists before the oldest are compacted away. */
const HISTORY = 20_000

interface Shelf {
  keys: string[]
  objects: Map<string, KubeObject>
}

export const keyOf = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`

const keyOfObject = ({ metadata }: KubeObject) => keyOf(metadata.namespace, metadata.name)

const encoded = new WeakMap<KubeObject, string>()

/** The object as JSON, encoded once: lists and watch events of the same object share the text. */
export function encode(object: KubeObject): string {
  const known = encoded.get(object)
  if (known !== undefined) return known
  const fresh = JSON.stringify(object)
  encoded.set(object, fresh)
  return fresh
}

/** Position of `key` in the sorted `keys`, or where it would go. */
function position(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    const candidate = keys[middle]
    if (candidate !== undefined && candidate < key) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Objects and their history. Memory is the copy that is served; SQLite (write-ahead log) is the copy that survives: a write is
 * committed there before it is answered, object and history in one transaction, so a killed process loses nothing it acknowledged.
 *
 * One counter numbers every change; it never goes back, not even after a restart. Objects handed out are shared: treat them as
 * frozen and clone before changing.
 */
export class Store {
  #database: DatabaseSync
  #statements: Record<'save' | 'forget' | 'log' | 'trim' | 'mark', StatementSync>
  #shelves = new Map<string, Shelf>()
  #history: Change[] = []
  #revision = 0
  #compacted = 0
  #listeners = new Set<(change: Change) => void>()
  #pending: Change[] | undefined

  /** Opens the file for this process alone; throws when another process holds it. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file)
    this.#database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS objects (
        resource TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (resource, key)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS history (
        revision INTEGER PRIMARY KEY, resource TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, previous TEXT
      );
      CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
    `)
    this.#statements = {
      save: this.#database.prepare('INSERT OR REPLACE INTO objects (resource, key, body) VALUES (?, ?, ?)'),
      forget: this.#database.prepare('DELETE FROM objects WHERE resource = ? AND key = ?'),
      log: this.#database.prepare(
        'INSERT INTO history (revision, resource, type, body, previous) VALUES (?, ?, ?, ?, ?)',
      ),
      trim: this.#database.prepare('DELETE FROM history WHERE revision <= ?'),
      mark: this.#database.prepare('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)'),
    }
    this.#load()
  }

  get revision(): number {
    return this.#revision
  }

  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#shelves.get(resource)?.objects.get(keyOf(namespace, name))
  }

  get isOpen(): boolean {
    return this.#database.isOpen
  }

  /** The resources that have or had objects. */
  resources(): string[] {
    return [...this.#shelves.keys()]
  }

  /** Objects of a resource ordered by namespace and name; of all namespaces when none is given. */
  list(resource: string, namespace?: string): KubeObject[] {
    const shelf = this.#shelves.get(resource)
    return shelf ? ordered(shelf.keys, shelf.objects, namespace) : []
  }

  /** The same list as it stood at an earlier revision: today's list with the later steps undone. */
  listAt(revision: number, resource: string, namespace?: string): KubeObject[] | typeof COMPACTED {
    if (revision === this.#revision) return this.list(resource, namespace)
    const later = this.since(revision)
    if (later === COMPACTED) return COMPACTED
    const objects = new Map(this.#shelves.get(resource)?.objects)
    for (const change of later.toReversed()) {
      if (change.resource !== resource) continue
      const key = keyOfObject(change.object)
      if (change.previous) objects.set(key, change.previous)
      else objects.delete(key)
    }
    return ordered([...objects.keys()].sort(), objects, namespace)
  }

  /** Saves a new or changed object under the next revision and returns it as stored. */
  put(resource: string, object: KubeObject): KubeObject {
    const previous = this.get(resource, object.metadata.namespace, object.metadata.name)
    return this.#commit(resource, previous ? 'MODIFIED' : 'ADDED', object, previous)
  }

  /** Removes the object; history keeps its last state under the revision of the removal. */
  remove(resource: string, object: KubeObject): KubeObject {
    return this.#commit(resource, 'DELETED', object, object)
  }

  /** Many writes in one commit. Listeners hear of them once all are on disk; after a throw this store must not be used on. */
  transaction(work: () => void): void {
    const changes: Change[] = []
    this.#pending = changes
    this.#atomically(work)
    this.#pending = undefined
    for (const change of changes) this.#notify(change)
  }

  /** Everything after `revision`, oldest first. */
  since(revision: number): Change[] | typeof COMPACTED {
    if (revision < this.#compacted) return COMPACTED
    let start = this.#history.length
    while (start > 0 && (this.#history[start - 1]?.revision ?? 0) > revision) start -= 1
    return this.#history.slice(start)
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Forgets history up to `revision`, as etcd's compaction does. */
  compact(revision = this.#revision): void {
    const kept = this.#history.findIndex((change) => change.revision > revision)
    this.#history = kept === -1 ? [] : this.#history.slice(kept)
    this.#compacted = Math.max(this.#compacted, revision)
    this.#statements.mark.run('compacted', this.#compacted)
    this.#statements.trim.run(this.#compacted)
  }

  close(): void {
    this.#database.close()
  }

  #load(): void {
    for (const row of this.#database.prepare('SELECT resource, key, body FROM objects ORDER BY key').iterate()) {
      const body = String(row.body)
      const object = JSON.parse(body) as KubeObject
      encoded.set(object, body)
      const shelf = this.#shelf(String(row.resource))
      shelf.keys.push(String(row.key))
      shelf.objects.set(String(row.key), object)
    }
    // SQLite orders text by UTF-8 bytes, JavaScript by UTF-16 units; names are ASCII, so this sort finds them in order already.
    for (const shelf of this.#shelves.values()) shelf.keys.sort()
    const mark = this.#database.prepare("SELECT value FROM marks WHERE name = 'compacted'").get()
    this.#compacted = Number(mark?.value ?? 0)
    this.#revision = this.#compacted
    for (const row of this.#database.prepare('SELECT * FROM history ORDER BY revision').iterate()) {
      this.#revision = Number(row.revision)
      this.#history.push({
        revision: this.#revision,
        resource: String(row.resource),
        type: row.type as ChangeType,
        object: JSON.parse(String(row.body)) as KubeObject,
        ...(row.previous !== null && { previous: JSON.parse(String(row.previous)) as KubeObject }),
      })
    }
  }

  #shelf(resource: string): Shelf {
    const known = this.#shelves.get(resource)
    if (known) return known
    const shelf: Shelf = { keys: [], objects: new Map() }
    this.#shelves.set(resource, shelf)
    return shelf
  }

  #commit(resource: string, type: ChangeType, object: KubeObject, previous: KubeObject | undefined): KubeObject {
    const revision = this.#revision + 1
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
    const key = keyOfObject(stored)
    const body = encode(stored)
    const change: Change = { revision, resource, type, object: stored, ...(previous && { previous }) }
    this.#persist(change, key, body)

    this.#revision = revision
    const shelf = this.#shelf(resource)
    if (type === 'DELETED') {
      shelf.objects.delete(key)
      shelf.keys.splice(position(shelf.keys, key), 1)
    } else {
      if (!shelf.objects.has(key)) shelf.keys.splice(position(shelf.keys, key), 0, key)
      shelf.objects.set(key, stored)
    }
    this.#history.push(change)
    if (this.#history.length > HISTORY * 1.25) this.compact(revision - HISTORY)
    if (this.#pending) this.#pending.push(change)
    else this.#notify(change)
    return stored
  }

  #persist({ revision, resource, type, previous }: Change, key: string, body: string): void {
    const write = () => {
      if (type === 'DELETED') this.#statements.forget.run(resource, key)
      else this.#statements.save.run(resource, key, body)
      this.#statements.log.run(revision, resource, type, body, previous ? encode(previous) : null)
    }
    if (this.#pending) write()
    else this.#atomically(write)
  }

  #atomically(work: () => void): void {
    this.#database.exec('BEGIN')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #notify(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }
}

function ordered(keys: readonly string[], objects: Map<string, KubeObject>, namespace?: string): KubeObject[] {
  // "/" sorts right before "0", so the keys of one namespace lie between "ns/" and "ns0".
  const [from, to] =
    namespace === undefined ? [0, keys.length] : [position(keys, `${namespace}/`), position(keys, `${namespace}0`)]
  const found: KubeObject[] = []
  for (let index = from; index < to; index += 1) {
    const object = objects.get(keys[index] ?? '')
    if (object) found.push(object)
  }
  return found
}
