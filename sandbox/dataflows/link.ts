import { setTimeout as wait } from 'node:timers/promises'
import type { Session } from './session.ts'
import { TroubleError, type Trouble } from './trouble.ts'

/** How it stands with the connection of one side. */
export type LinkState =
  | { kind: 'pending' }
  | { kind: 'up' }
  /** Accepted again and again, and cut each time soon after. */
  | { kind: 'shaky'; trouble: Trouble }
  | { kind: 'down'; trouble: Trouble }

export interface LinkOptions {
  /** One attempt to connect. Throws a TroubleError; aborted when the link is stopped, kicked or when it takes too long. */
  open(signal: AbortSignal): Promise<Session>
  /** The session while there is one. */
  onSession(session: Session | undefined): void
  onState(state: LinkState): void
}

/** How long an attempt may take until the broker has accepted client and subscriptions. */
const ATTEMPT_MS = 5_000
/** Pauses between attempts. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 2_000
const SETTLED_PAUSE_MS = 60_000
/** A connection that lasts this long is a good one. */
const GOOD_MS = 5_000
/** While a sandbox starts, its brokers may come up a moment after their clients: that is no news. */
const GRACE_MS = 1_000
/** So many short connections in a row are no accident. */
const SHORT_ONES = 3

/** Keeps one side of a dataflow connected, again and again, until it is stopped. */
export class Link {
  #options: LinkOptions
  #state: LinkState = { kind: 'pending' }
  #stopping = new AbortController()
  #turn = new AbortController()
  #forget = false
  #running: Promise<void>

  constructor(options: LinkOptions) {
    this.#options = options
    this.#running = this.#loop()
  }

  get state(): LinkState {
    return this.#state
  }

  /** Connects anew, at once: what the connection is made of has changed. */
  kick(): void {
    this.#turn.abort()
  }

  /** `forget`: the broker need keep nothing for this client. */
  async stop(forget: boolean): Promise<void> {
    this.#forget = forget
    this.#stopping.abort()
    await this.#running
  }

  #become(state: LinkState): void {
    if (this.#stopping.signal.aborted) return
    this.#state = state
    this.#options.onState(state)
  }

  async #loop(): Promise<void> {
    const stopping = this.#stopping.signal
    const born = performance.now()
    let failures = 0
    let short = 0
    while (!stopping.aborted) {
      this.#turn = new AbortController()
      const signal = AbortSignal.any([stopping, this.#turn.signal])
      const started = performance.now()
      const trouble = await this.#once(signal, short, () => (failures = 0))
      if (stopping.aborted) return
      if (signal.aborted || !trouble) {
        // Kicked: what was known belongs to what is no more, but it stands until the new attempt has told.
        failures = short = 0
        continue
      }
      short = trouble.accepted && performance.now() - started < GOOD_MS ? short + 1 : 0
      const early = this.#state.kind === 'pending' && performance.now() - born < GRACE_MS
      if (!early || trouble.trouble.fault !== 'ConnectionFailed')
        this.#become(short >= SHORT_ONES ? { kind: 'shaky', ...trouble } : { kind: 'down', ...trouble })
      const pause = early
        ? FIRST_PAUSE_MS
        : Math.min(FIRST_PAUSE_MS * 2 ** Math.max(failures++, short), longestPause(trouble.trouble))
      await wait(pause * (0.75 + Math.random() / 4), undefined, { signal }).catch(() => undefined)
    }
  }

  /** One connection from its attempt to its end: what ended it, or nothing when we did. */
  async #once(
    signal: AbortSignal,
    short: number,
    onAccepted: () => void,
  ): Promise<{ trouble: Trouble; accepted: boolean } | undefined> {
    const patience = AbortSignal.timeout(ATTEMPT_MS)
    let session: Session
    try {
      session = await this.#options.open(AbortSignal.any([signal, patience]))
    } catch (error) {
      return { trouble: asTrouble(error), accepted: false }
    }
    if (signal.aborted) {
      await session.close(this.#forget)
      return undefined
    }
    onAccepted()
    return this.#live(session, signal, short)
  }

  async #live(
    session: Session,
    signal: AbortSignal,
    short: number,
  ): Promise<{ trouble: Trouble; accepted: boolean } | undefined> {
    const proven = setTimeout(() => this.#become({ kind: 'up' }), short < SHORT_ONES ? 0 : GOOD_MS)
    this.#options.onSession(session)
    const aborted = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined)
      else signal.addEventListener('abort', () => resolve(undefined), { once: true })
    })
    const trouble = await Promise.race([session.ended, aborted])
    clearTimeout(proven)
    this.#options.onSession(undefined)
    if (trouble) return { trouble, accepted: true }
    await session.close(this.#forget)
    return undefined
  }
}

/** What the settings forbid stays so until they change, which kicks the link. */
const longestPause = ({ fault }: Trouble) => (fault === 'ConfigurationError' ? SETTLED_PAUSE_MS : LONGEST_PAUSE_MS)

const asTrouble = (error: unknown): Trouble =>
  error instanceof TroubleError
    ? error.trouble
    : { fault: 'ConfigurationError', layer: 'CONFIG', code: 'Unexpected', words: String(error) }
