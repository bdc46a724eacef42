import type { Message, Session } from './session.ts'

export interface OutboxHooks {
  sent(message: Message, tookMs: number): void
  /** Sent once more, because the connection was lost before the broker had taken it. */
  retried(): void
  /** Given up: the connection was lost each time it was sent. */
  failed(): void
  /** Too many were waiting. */
  dropped(): void
}

interface Entry {
  message: Message
  attempts: number
  since: number
}

/** What waits while the destination is away; older messages go on, newer ones are dropped. */
const WAITING = 1_000
/** A message that costs the connection that often is not sent again. */
const ATTEMPTS = 3

/** Messages on their way to the destination: in order, at least once as long as this process lives, and never too many at once. */
export class Outbox {
  #hooks: OutboxHooks
  #maxInflight: number
  #waiting: Entry[] = []
  #inflight = new Set<Entry>()
  #session: Session | undefined

  constructor(hooks: OutboxHooks, maxInflight: number) {
    this.#hooks = hooks
    this.#maxInflight = maxInflight
  }

  /** From now on so many messages may be with the broker that has not taken them yet. */
  limit(maxInflight: number): void {
    this.#maxInflight = maxInflight
    this.#flush()
  }

  put(message: Message): void {
    if (this.#waiting.length >= WAITING) return this.#hooks.dropped()
    this.#waiting.push({ message, attempts: 0, since: performance.now() })
    this.#flush()
  }

  /** Whether a retained message is with the broker that has not taken it: some brokers cut the connection over one. */
  get holdsRetained(): boolean {
    return [...this.#inflight].some(({ message }) => message.retain)
  }

  attach(session: Session): void {
    this.#session = session
    this.#flush()
  }

  /** The connection is gone: what the broker has not taken goes first next time. */
  detach(): void {
    this.#session = undefined
    const again = [...this.#inflight].filter(({ attempts }) => attempts < ATTEMPTS)
    for (let given = this.#inflight.size - again.length; given > 0; given--) this.#hooks.failed()
    this.#inflight.clear()
    this.#waiting.unshift(...again)
  }

  #flush(): void {
    while (this.#session && this.#waiting.length > 0 && this.#inflight.size < this.#maxInflight) {
      const [entry] = this.#waiting.splice(0, 1)
      if (!entry) return
      if (entry.attempts++ > 0) this.#hooks.retried()
      this.#inflight.add(entry)
      this.#session.publish(entry.message, () => {
        if (!this.#inflight.delete(entry)) return
        this.#hooks.sent(entry.message, performance.now() - entry.since)
        this.#flush()
      })
    }
  }
}
