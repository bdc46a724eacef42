import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from './access.ts'
import type { ResourceRequest } from './request.ts'
import { text, record } from './types.ts'

/** Larger than a long day of an operator; then the log of before is kept beside it, and the one before that goes. */
const MOST_BYTES = 16 * 1024 * 1024

/** Reads are not written down: the portal watches, and nobody asks who looked at a sandbox. */
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection']

/**
 * Who wrote what, and in whose name: one event of `audit.k8s.io/v1` per line, at level Metadata, as a real API server writes them with
 * `--audit-log-path` (Kubernetes docs, "Auditing"). Bodies are left out: they hold the values of Secrets.
 */
export class AuditLog {
  #file: string
  #fd: number

  constructor(file: string) {
    this.#file = file
    this.#fd = openSync(file, 'a', 0o600)
  }

  /** Writes the event of a write when its answer has been sent, whatever that is. */
  follow(caller: Identity, wanted: ResourceRequest, request: IncomingMessage, response: ServerResponse): void {
    if (!WRITES.includes(wanted.verb)) return
    const received = new Date()
    response.once('close', () => {
      const { impersonator } = caller
      const named = ({ user, uid, groups, extra }: Identity) => ({ username: user, uid, groups, extra })
      this.#write({
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID: randomUUID(),
        stage: 'ResponseComplete',
        requestURI: request.url,
        verb: wanted.verb,
        user: named(impersonator ?? caller),
        ...(impersonator && { impersonatedUser: named(caller) }),
        sourceIPs: [request.socket.remoteAddress],
        userAgent: text(record(request.headers)['user-agent']),
        objectRef: {
          resource: wanted.plural,
          namespace: wanted.namespace,
          name: wanted.name,
          apiGroup: wanted.group || undefined,
          apiVersion: wanted.version,
          subresource: wanted.subresource,
        },
        // Nothing, when a drill let the answer be lost.
        responseStatus: { metadata: {}, code: response.headersSent ? response.statusCode : undefined },
        requestReceivedTimestamp: received.toISOString(),
        stageTimestamp: new Date().toISOString(),
      })
    })
  }

  #write(event: object): void {
    if (this.#fd < 0) return
    writeSync(this.#fd, `${JSON.stringify(event)}\n`)
    if (fstatSync(this.#fd).size < MOST_BYTES) return
    closeSync(this.#fd)
    renameSync(this.#file, `${this.#file}.1`)
    this.#fd = openSync(this.#file, 'a', 0o600)
  }

  close(): void {
    if (this.#fd >= 0) closeSync(this.#fd)
    this.#fd = -1
  }
}
