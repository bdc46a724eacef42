import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { diagnose } from './diagnosis'
import type { ConnectionDraft } from './draft'
import type { TestOptions } from './inputs'
import type { Materials } from './materials.server'
import { greet, openWebSocket, type Session } from './mqtt.server'
import { connectTo, placesOf, type Way } from './network.server'
import type { Place } from './names'
import { type StepId, stepsOf, type TestEvent, type TestRun, verdictOf, withEvent, type Problem } from './steps'
import { handshake } from './tls.server'
import { remembering, Trouble, trouble, troubleOf, within } from './trouble.server'

/** The whole test, good-bye included, is over sooner than anybody gives up waiting: 10 s. */
export const deadlineMs = 9_000

export type Test = {
  draft: ConnectionDraft
  options: TestOptions
  way: Way
  /** CA, client certificate and token, fetched in the first step. Throws a trouble where they are not to be had. */
  materials: (signal: AbortSignal) => Promise<Materials>
  tell: (event: TestEvent) => void
  operationId: string
  /** Whoever asked has left. */
  signal: AbortSignal
  /** Shorter in tests. */
  patienceMs?: number
}

/**
 * Tries the way to a broker as a dataflow would go it, step by step, and tells each step when it is done. Saves nothing.
 * Always ends within the deadline, with every socket closed, whatever the other end does.
 */
export const tryConnection = async (test: Test): Promise<TestRun> => {
  const { draft, options, tell, operationId, signal: asked, patienceMs = deadlineMs } = test
  const began = performance.now()
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), patienceMs)
  const steps = stepsOf(draft, options)
  let run: TestRun = { host: draft.host, steps: [] }
  const say = (event: TestEvent) => {
    run = withEvent(run, event) ?? run
    tell(event)
  }
  const attempt = new Attempt(test, AbortSignal.any([asked, deadline.signal]), say)
  say({ kind: 'begin', steps, host: draft.host })
  try {
    await attempt.go()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  } finally {
    clearTimeout(timer)
    await attempt.close()
  }
  say({ kind: 'end', verdict: verdictOf(run.steps), tookMs: Math.round(performance.now() - began), operationId })
  return run
}

/** A step has failed and told why, or cannot be tried: what comes after it is not reached. */
class Stopped extends Error {}

/** One way to the broker, with everything that is open on it. */
class Attempt {
  #test: Test
  #signal: AbortSignal
  #say: (event: TestEvent) => void
  #open = new Set<Duplex>()
  #session: Session | undefined

  constructor(test: Test, signal: AbortSignal, say: (event: TestEvent) => void) {
    this.#test = test
    this.#signal = signal
    this.#say = say
  }

  async go(): Promise<void> {
    const { draft, options, materials, way } = this.#test
    const held = await this.#step('credentials', async () => {
      const value = await within(this.#signal, materials(this.#signal))
      return { value, detail: value.detail }
    })
    const places = await this.#step('dns', async () => {
      const { places: value, detail } = await placesOf(draft, way, this.#signal)
      return { value, detail }
    })
    const stream = await this.#channel(places, held)
    const { login } = held
    if (login.kind === 'untried') return this.#cannot('connect', login.reason)
    if (login.kind === 'token' && !draft.tls)
      return this.#cannot('connect', 'Without TLS the token would travel in clear, so it is not sent.')
    const session = await this.#step('connect', () => this.#connect(stream, places, held))
    const { subscribe, publish } = options
    if (subscribe !== undefined) {
      await this.#step('subscribe', async () => {
        const code = await session.subscribe(subscribe)
        if (code >= 128) throw trouble(`SUBACK ${code}`, `for ${subscribe}`)
        return { value: code, detail: `${subscribe}; what arrives is dropped` }
      })
    }
    if (publish !== undefined) {
      await this.#step('publish', async () => {
        const code = await session.publish(publish, testMessage)
        if (code >= 128) throw trouble(`PUBACK ${code}`, `for ${publish}`)
        return { value: code, detail: `one message to ${publish}, acknowledged` }
      })
    }
  }

  /** Says good-bye where somebody was greeted, and closes everything. */
  async close(): Promise<void> {
    await this.#session?.close()
    for (const stream of this.#open) stream.destroy()
  }

  /** A stream that MQTT can be spoken over. The first one tells its steps; one that is opened again is silent. */
  async #channel(places: readonly Place[], held: Materials, silent = false): Promise<Duplex> {
    const { draft, way } = this.#test
    const step = silent ? this.#silently : this.#step
    const { socket } = await step('tcp', async () => {
      const value = await connectTo(places, way.network, this.#signal)
      this.#keep(value.socket)
      return { value, detail: `connected to ${addressText(value.place)}` }
    })
    let stream: Duplex = socket
    if (draft.tls) {
      stream = await step('tls', async () => {
        const { socket: value, chain, detail, untrusted } = await handshake(socket, draft.name, held.tls, this.#signal)
        this.#keep(value)
        if (!silent) this.#say({ kind: 'chain', chain })
        if (untrusted) throw trouble(untrusted.code, untrusted.words)
        return { value, detail }
      })
    }
    if (draft.protocol === 'WebSockets') {
      const below = stream
      stream = await step('websocket', async () => {
        const path = draft.path || usualPath
        const value = await openWebSocket(below, { authority: authorityOf(draft), path }, this.#signal)
        this.#keep(value)
        return { value, detail: `opened at ${path}` }
      })
    }
    return stream
  }

  /** MQTT 5, and 3.1.1 where the broker does not know it. Some say so, some just hang up. */
  async #connect(
    stream: Duplex,
    places: readonly Place[],
    held: Materials,
  ): Promise<{ value: Session; detail: string }> {
    const first = await this.#greeted(stream, 5, held).catch((error: unknown) => {
      const { code } = troubleOf(error).signal ?? {}
      if (code !== 'CLOSED' && code !== 'ECONNRESET') throw error
      return undefined
    })
    if (first?.code === 0) return { value: first.session, detail: 'accepted, MQTT 5' }
    if (first && !unknownVersion.has(first.code)) throw trouble(`CONNACK ${first.code}`, 'to MQTT 5')
    stream.destroy()
    const second = await this.#greeted(await this.#channel(places, held, true), 4, held)
    if (second.code !== 0) throw trouble(`CONNACK ${second.code}`, 'to MQTT 3.1.1')
    return { value: second.session, detail: 'accepted, MQTT 3.1.1; the broker does not speak MQTT 5' }
  }

  async #greeted(stream: Duplex, version: 4 | 5, { login }: Materials) {
    const { clientIdPrefix, keepAlive } = this.#test.draft
    // Not the client ID of any dataflow: a broker would let go of that one (MQTT 5, 3.1.4).
    const clientId = `${clientIdPrefix}sluice-test-${randomBytes(4).toString('hex')}`
    const held = login.kind === 'untried' ? ({ kind: 'none' } as const) : login
    const answer = await greet(stream, { version, clientId, keepAlive, login: held }, this.#signal)
    if (answer.code === 0) this.#session = answer.session
    return answer
  }

  #keep(stream: Duplex): void {
    this.#open.add(remembering(stream))
  }

  #silently = async <T>(_id: StepId, work: () => Promise<{ value: T }>): Promise<T> => (await work()).value

  #step = async <T>(id: StepId, work: () => Promise<{ value: T; detail: string }>): Promise<T> => {
    const since = performance.now()
    const tookMs = () => Math.round((performance.now() - since) * 10) / 10
    this.#say({ kind: 'step', id, now: { state: 'running' } })
    try {
      const { value, detail } = await work()
      this.#say({ kind: 'step', id, now: { state: 'passed', tookMs: tookMs(), detail } })
      return value
    } catch (error) {
      const problem = this.#problemOf(id, error)
      if (!problem) throw error
      const failing = this.#isLate(id, error) ? 'tls' : id
      if (failing !== id) this.#say({ kind: 'step', id, now: { state: 'not-reached' } })
      this.#say({ kind: 'step', id: failing, now: { state: 'failed', tookMs: tookMs(), problem } })
      throw new Stopped()
    }
  }

  #cannot(id: StepId, reason: string): void {
    this.#say({ kind: 'step', id, now: { state: 'untried', reason } })
  }

  #problemOf(step: StepId, error: unknown): Problem | undefined {
    const { signal, problem } = troubleOf(error)
    const { name, host, clientIdPrefix } = this.#test.draft
    return problem ?? (signal && diagnose({ step, ...signal }, [host, name, clientIdPrefix]))
  }

  /** In TLS 1.3 a broker says what it thinks of a client certificate after the handshake is done (RFC 8446, 4.4.2.4). */
  #isLate(id: StepId, error: unknown): boolean {
    return (
      this.#test.draft.tls &&
      id === 'connect' &&
      /ALERT/.test(error instanceof Trouble ? (error.signal?.code ?? '') : '')
    )
  }
}

/** CONNACK codes for a version that the broker does not speak: of MQTT 3.1.1 and of MQTT 5. */
const unknownVersion: ReadonlySet<number> = new Set([1, 132])

const testMessage = 'Test message of a dataflow endpoint, sent by hand from Sluice.'

/** Where brokers usually have their WebSockets ("mqtt" is the registered subprotocol; the path is custom). */
const usualPath = '/mqtt'

const addressText = ({ address, port }: Place) =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

const authorityOf = ({ name, port }: ConnectionDraft) => addressText({ address: name, port })
