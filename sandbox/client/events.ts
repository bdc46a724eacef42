import { createHash } from 'node:crypto'
import { pathOf, refusedWith, type Connection } from './connection.ts'

const EVENTS = { group: '', version: 'v1', plural: 'events' }

export interface About {
  apiVersion: string
  kind: string
  namespace: string
  name: string
  uid: string
}

export interface Occurrence {
  about: About
  type: 'Normal' | 'Warning'
  reason: string
  message: string
}

/**
 * Writes Kubernetes Events. What happens again to the same object is counted in the event that is there, as the clients of
 * Kubernetes do it, so that a loop of failures stays one line. Events that cannot be written are lost; nobody waits for them.
 */
export class EventRecorder {
  #connection: Connection
  #component: string
  #host: string | undefined
  /** One write after the other, so that counts do not overtake each other. */
  #last: Promise<void> = Promise.resolve()

  constructor(connection: Connection, component: string, host?: string) {
    this.#connection = connection
    this.#component = component
    this.#host = host
  }

  record(occurrence: Occurrence): void {
    this.#last = this.#last.then(() => this.#write(occurrence)).catch(() => undefined)
  }

  /** Resolves when all that has been recorded is written or lost. */
  settled(): Promise<void> {
    return this.#last
  }

  async #write({ about, type, reason, message }: Occurrence): Promise<void> {
    const { namespace } = about
    const mark = createHash('sha256').update(`${about.uid} ${reason} ${message}`).digest('hex').slice(0, 16)
    const name = `${about.name}.${mark}`
    const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: about,
      reason,
      message,
      type,
      source: { component: this.#component, ...(this.#host !== undefined && { host: this.#host }) },
      reportingComponent: this.#component,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    }
    try {
      await this.#connection.send({ method: 'POST', path: pathOf(EVENTS, namespace), body: event })
    } catch (error) {
      if (refusedWith(error) !== 409) throw error
      const path = pathOf(EVENTS, namespace, name)
      const { count = 1 } = await this.#connection.send<{ count?: number }>({ method: 'GET', path })
      const body = { count: count + 1, lastTimestamp: now }
      await this.#connection.send({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' })
    }
  }
}
