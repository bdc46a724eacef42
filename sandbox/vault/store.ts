import { closeSync, openSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** Times are unix seconds, as on the wire. */
export interface Attributes {
  enabled: boolean
  nbf?: number
  exp?: number
  created: number
  updated: number
}

/** One version of a secret without its value: what lists may show. */
export interface SecretVersion {
  name: string
  version: string
  contentType?: string
  tags?: Record<string, string>
  attributes: Attributes
}

export interface DeletedSecret extends SecretVersion {
  deletedAt: number
}

export type SecretState = 'absent' | 'live' | 'deleted'

type Statement = 'state' | 'claim' | 'add' | 'advance' | 'latest' | 'version' | 'change' | 'mark' | 'page' | 'history'

const now = () => Math.floor(Date.now() / 1000)

/**
 * Secrets on disk. Each write is one SQLite transaction in the write-ahead log, committed before it is answered, so that a
 * killed process loses nothing it acknowledged. Names keep the case they were created with and compare without it, as in Key Vault.
 */
export class SecretStore {
  #database: DatabaseSync
  #statements: Record<Statement, StatementSync>

  constructor(file: string) {
    // SQLite gives its side files the mode of the main file: created here, before it is opened, none is ever readable by others.
    closeSync(openSync(file, 'a', 0o600))
    this.#database = new DatabaseSync(file)
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA foreign_keys = ON;
      CREATE TABLE IF NOT EXISTS secrets (
        name TEXT COLLATE NOCASE PRIMARY KEY, latest INTEGER NOT NULL DEFAULT 0, deleted_at INTEGER
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS versions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT COLLATE NOCASE NOT NULL REFERENCES secrets (name) ON DELETE CASCADE,
        version TEXT NOT NULL, body TEXT NOT NULL, value TEXT NOT NULL,
        UNIQUE (name, version)
      );
    `)
    const prepare = (sql: string) => this.#database.prepare(sql)
    const joined = 'SELECT v.body, s.deleted_at FROM secrets s JOIN versions v ON v.seq = s.latest'
    this.#statements = {
      state: prepare('SELECT name, deleted_at FROM secrets WHERE name = ?'),
      claim: prepare('INSERT OR IGNORE INTO secrets (name) VALUES (?)'),
      add: prepare('INSERT INTO versions (name, version, body, value) VALUES (?, ?, ?, ?)'),
      advance: prepare('UPDATE secrets SET latest = ? WHERE name = ?'),
      latest: prepare('SELECT v.body, v.value FROM secrets s JOIN versions v ON v.seq = s.latest WHERE s.name = ?'),
      version: prepare('SELECT body, value FROM versions WHERE name = ? AND version = ?'),
      change: prepare('UPDATE versions SET body = ? WHERE name = ? AND version = ?'),
      mark: prepare('UPDATE secrets SET deleted_at = ? WHERE name = ?'),
      page: prepare(`${joined} WHERE (s.deleted_at IS NOT NULL) = ? AND s.name > ? ORDER BY s.name LIMIT ?`),
      history: prepare('SELECT body FROM versions WHERE name = ? AND version > ? ORDER BY version LIMIT ?'),
    }
  }

  get isEmpty(): boolean {
    return this.#database.prepare('SELECT 1 FROM secrets LIMIT 1').get() === undefined
  }

  state(name: string): SecretState {
    const row = this.#statements.state.get(name)
    if (!row) return 'absent'
    return row.deleted_at === null ? 'live' : 'deleted'
  }

  /** Adds a version, which becomes the latest. The caller has made sure that the name is not in the deleted state. */
  add(name: string, value: string, details: Pick<SecretVersion, 'contentType' | 'tags'> & Partial<Attributes>) {
    const { contentType, tags, enabled = true, nbf, exp } = details
    const at = now()
    const added: SecretVersion = {
      name: String(this.#statements.state.get(name)?.name ?? name),
      version: randomBytes(16).toString('hex'),
      ...(contentType !== undefined && { contentType }),
      ...(tags && { tags }),
      attributes: {
        enabled,
        ...(nbf !== undefined && { nbf }),
        ...(exp !== undefined && { exp }),
        created: details.created ?? at,
        updated: details.updated ?? at,
      },
    }
    this.transaction(() => {
      this.#statements.claim.run(added.name)
      const { lastInsertRowid } = this.#statements.add.run(added.name, added.version, JSON.stringify(added), value)
      this.#statements.advance.run(lastInsertRowid, added.name)
    })
    return added
  }

  /** A version with its value; the latest when none is named. Deleted secrets are found too: ask for the state first. */
  read(name: string, version?: string): { secret: SecretVersion; value: string } | undefined {
    const row = version ? this.#statements.version.get(name, version) : this.#statements.latest.get(name)
    return row && { secret: JSON.parse(String(row.body)) as SecretVersion, value: String(row.value) }
  }

  /** Changes everything about a version but its value. */
  change(secret: SecretVersion): SecretVersion {
    const changed = { ...secret, attributes: { ...secret.attributes, updated: now() } }
    this.#statements.change.run(JSON.stringify(changed), secret.name, secret.version)
    return changed
  }

  delete(name: string): void {
    this.#statements.mark.run(now(), name)
  }

  recover(name: string): void {
    this.#statements.mark.run(null, name)
  }

  purge(name: string): void {
    this.#database.prepare('DELETE FROM secrets WHERE name = ?').run(name)
  }

  deleted(name: string): DeletedSecret | undefined {
    const at = this.#statements.state.get(name)?.deleted_at
    const found = this.read(name)
    return found && typeof at === 'number' ? { ...found.secret, deletedAt: at } : undefined
  }

  /** Latest versions ordered by name, starting after `after`. */
  page(kind: 'live' | 'deleted', after: string, limit: number): DeletedSecret[] {
    const rows = this.#statements.page.all(kind === 'deleted' ? 1 : 0, after, limit)
    return rows.map((row) => ({
      ...(JSON.parse(String(row.body)) as SecretVersion),
      deletedAt: Number(row.deleted_at ?? 0),
    }))
  }

  /** Versions of one secret in the order of their identifiers, which says nothing about their age: as in Key Vault. */
  history(name: string, after: string, limit: number): SecretVersion[] {
    return this.#statements.history.all(name, after, limit).map((row) => JSON.parse(String(row.body)) as SecretVersion)
  }

  /** Runs the work in one commit; a transaction inside a transaction joins it. */
  transaction(work: () => void): void {
    if (this.#database.isTransaction) return work()
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    this.#database.close()
  }
}
