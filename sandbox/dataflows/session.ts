import type { Duplex } from 'node:stream'
import { MqttClient, type OnMessageCallback } from 'mqtt'
import type { Plan } from './plan.ts'
import {
  refusedConnect,
  refusedSubscription,
  TroubleError,
  troubleOf,
  unconnected,
  type NodeError,
  type Trouble,
} from './trouble.ts'

export interface Message {
  topic: string
  payload: Buffer
  qos: 0 | 1
  retain: boolean
}

export interface SessionOptions {
  plan: Plan
  /** Whether the broker forgets the session with the connection. */
  clean: boolean
  clientId: string
  login?: { username: string; password: string }
  /** Topic filters; a destination has none. */
  subscriptions: readonly string[]
  /** Topic filters that the broker may still keep for this client, from before they were changed. */
  stale: readonly string[]
  onMessage?: (message: Message) => void
  /** Ends the attempt. */
  signal: AbortSignal
}

/** A client that a broker has accepted, with all of its subscriptions. */
export interface Session {
  /** Resolves when the connection is gone: with what happened, or with nothing after `close`. */
  ended: Promise<Trouble | undefined>
  /** Calls back when the broker has taken the message. Never does when the connection is lost first. */
  publish(message: Message, taken: () => void): void
  /** Says good-bye. `forget`: also ends the subscriptions, so that the broker keeps nothing for a client that will not be back. */
  close(forget: boolean): Promise<void>
}

/** How long a good-bye may take. */
const CLOSE_MS = 500

/** Connects and subscribes over the channel. Throws a TroubleError; the channel is closed then. */
export async function openSession(channel: Duplex, options: SessionOptions): Promise<Session> {
  const { plan, clean, clientId, login, subscriptions, stale, onMessage, signal } = options
  const client = new MqttClient(() => channel, {
    clientId,
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean,
    keepalive: plan.keepAliveSeconds,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    ...login,
  })
  const connection = new Watched(client, channel, plan.tls !== undefined)
  if (onMessage) client.on('message', (_topic, _payload, packet) => onMessage(messageOf(packet)))

  const late = () => connection.fail(unconnected('MQTT', 'TIMEOUT', 'the broker does not answer').trouble)
  signal.addEventListener('abort', late, { once: true })
  if (signal.aborted) late()
  try {
    await connection.until((done) => client.once('connect', () => done()))
    if (stale.length > 0) await connection.until((done) => client.unsubscribe([...stale], () => done()))
    if (subscriptions.length > 0) await connection.until((done) => subscribe(client, subscriptions, plan.qos, done))
  } catch (error) {
    channel.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', late)
  }
  return {
    ended: connection.ended,
    publish({ topic, payload, qos, retain }, taken) {
      client.publish(topic, payload, { qos, retain }, (error) => {
        if (!error) taken()
      })
    },
    close: (forget) => connection.close(forget ? subscriptions : []),
  }
}

const messageOf = ({ topic, payload, qos, retain }: Parameters<OnMessageCallback>[2]): Message => ({
  topic,
  payload: Buffer.isBuffer(payload) ? payload : Buffer.from(payload),
  qos: qos === 0 ? 0 : 1,
  retain,
})

function subscribe(client: MqttClient, topics: readonly string[], qos: 0 | 1, done: (trouble?: TroubleError) => void) {
  client.subscribe([...topics], { qos }, (error, _granted, packet) => {
    const refusal = error as (Error & { packet?: typeof packet }) | null
    const codes = (refusal?.packet ?? packet)?.granted ?? []
    const index = codes.findIndex((code) => Number(code) >= 128)
    if (index >= 0) return done(refusedSubscription(topics[index] ?? '', Number(codes[index])))
    if (!error) return done()
    done(new TroubleError({ fault: 'ConfigurationError', layer: 'CONFIG', code: 'TopicInvalid', words: error.message }))
  })
}

/** A client and what became of its connection: of all that goes wrong, the first word counts. */
class Watched {
  readonly ended: Promise<Trouble | undefined>
  #client: MqttClient
  #channel: Duplex
  #trouble: Trouble | undefined
  #closing = false

  constructor(client: MqttClient, channel: Duplex, secure: boolean) {
    this.#client = client
    this.#channel = channel
    channel.on('error', (error: NodeError) => this.#note(troubleOf(error, secure)))
    client.on('error', (error: NodeError) => {
      if (typeof error.code === 'number') this.#note(refusedConnect(error.code).trouble)
      else if (error.message === 'Keepalive timeout')
        this.#note(unconnected('MQTT', 'TIMEOUT', 'the broker stopped answering').trouble)
    })
    this.ended = new Promise((resolve) => {
      channel.once('close', () => {
        const closed = unconnected('MQTT', 'CLOSED', 'the broker closed the connection').trouble
        resolve(this.#closing ? undefined : (this.#trouble ?? closed))
      })
    })
  }

  #note(trouble: Trouble): void {
    this.#trouble ??= trouble
  }

  fail(trouble: Trouble): void {
    this.#note(trouble)
    this.#channel.destroy()
  }

  /** Resolves with the step, rejects when the connection ends first. */
  until(step: (done: (trouble?: TroubleError) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      step((trouble) => (trouble ? reject(trouble) : resolve()))
      void this.ended.then((trouble) =>
        reject(trouble ? new TroubleError(trouble) : unconnected('MQTT', 'CLOSED', 'the connection was closed')),
      )
    })
  }

  async close(subscriptions: readonly string[]): Promise<void> {
    this.#closing = true
    const limit = setTimeout(() => this.#channel.destroy(), CLOSE_MS)
    if (this.#client.connected && subscriptions.length > 0)
      await Promise.race([
        new Promise<void>((resolve) => void this.#client.unsubscribe([...subscriptions], () => resolve())),
        this.ended,
      ])
    // Not waiting for messages on their way: the broker takes them or has them sent again.
    if (this.#client.connected) this.#client.end()
    else this.#channel.destroy()
    await this.ended
    clearTimeout(limit)
  }
}
