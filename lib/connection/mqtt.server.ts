import 'server-only'
import type { Duplex } from 'node:stream'
import { MqttClient, type IClientOptions } from 'mqtt'
import { createWebSocketStream, WebSocket } from 'ws'
import { errorOf, trouble, type Trouble, troubleOf, within } from './trouble.server'

/** So much is read of the other end in one test. An answer to what is sent here has a few dozen bytes. */
export const mostBytes = 1024 * 1024

/** How long the other end has to take a good-bye. */
const goodByeMs = 300

export type Login =
  | { kind: 'none' }
  /** A service account's token, as brokers of Azure IoT Operations take it. */
  | { kind: 'token'; token: string }

export type Hello = { version: 4 | 5; clientId: string; keepAlive: number; login: Login }

/** A broker that has let the portal in. Each answer is the code of its packet. */
export type Session = {
  subscribe: (filter: string) => Promise<number>
  publish: (topic: string, payload: string) => Promise<number>
  close: () => Promise<void>
}

/**
 * MQTT over a stream that stands already; mqtt.js would look the name up anew. `code` is what the CONNACK says: 0 for yes.
 * Throws a trouble when there is none.
 */
export const greet = async (
  stream: Duplex,
  hello: Hello,
  signal: AbortSignal,
): Promise<{ code: number; session: Session }> => {
  const guard = guarded(stream)
  const client = new MqttClient(() => stream, optionsOf(hello))
  client.on('error', (error: Error & { code?: unknown }) => {
    // A number is what a CONNACK said, and is heard below; a text is the stream's; nothing at all is the parser's.
    if (typeof error.code === 'number') return
    guard.fail(error.code === undefined ? trouble(guard.said() ?? 'NOT_MQTT', error.message) : troubleOf(error))
  })
  const answered = (cmd: 'connack' | 'suback' | 'puback') =>
    within(
      signal,
      Promise.race([
        new Promise<number>((resolve) => {
          const hear = (packet: { cmd: string }) => {
            if (packet.cmd !== cmd) return
            client.off('packetreceive', hear)
            resolve(codeOf(packet))
          }
          client.on('packetreceive', hear)
        }),
        guard.ended,
      ]),
    )

  const code = await answered('connack')
  return {
    code,
    session: {
      subscribe: (filter) => {
        const answer = answered('suback')
        client.subscribe(filter, { qos: 0 }, () => undefined)
        return answer
      },
      publish: (topic, payload) => {
        const answer = answered('puback')
        client.publish(topic, payload, { qos: 1, retain: false }, () => undefined)
        return answer
      },
      close: async () => {
        const gone = new Promise<void>((resolve) => {
          stream.once('close', () => resolve())
          setTimeout(resolve, goodByeMs).unref()
        })
        client.end(false)
        await gone
        client.end(true)
        stream.destroy()
      },
    },
  }
}

const optionsOf = ({ version, clientId, keepAlive, login }: Hello): IClientOptions => ({
  ...{ protocolId: 'MQTT', protocolVersion: version, clientId, keepalive: keepAlive },
  // A session of its own that nothing is kept for.
  ...{ clean: true, reconnectPeriod: 0, resubscribe: false, queueQoSZero: false, connectTimeout: 60_000 },
  ...loginOf(version, login),
})

/**
 * MQTT 5 has an authentication packet for tokens ("Configure MQTT broker authentication", Azure IoT Operations). 3.1.1 has
 * only user name and password to carry the same.
 */
const loginOf = (version: 4 | 5, login: Login): IClientOptions => {
  if (login.kind === 'none') return {}
  return version === 5
    ? { properties: { authenticationMethod: tokenUser, authenticationData: Buffer.from(login.token) } }
    : { username: tokenUser, password: login.token }
}

const tokenUser = 'K8S-SAT'

/** The code of a CONNACK, SUBACK or PUBACK in either version: the reason that MQTT 5 gives, or what 3.1.1 has. */
const codeOf = (packet: object): number => {
  const { reasonCode, returnCode, granted } = packet as Record<string, unknown>
  if (Array.isArray(granted)) return Number(granted[0])
  return Number(reasonCode ?? returnCode ?? 0)
}

/** Watches a stream from outside: how much comes, what it begins with, and how it ends. The first word counts. */
const guarded = (stream: Duplex) => {
  let bytes = 0
  let first = Buffer.alloc(0)
  let why: Trouble | undefined
  const fail = (reason: Trouble) => {
    why ??= reason
    stream.destroy()
  }
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (first.length < 8) first = Buffer.concat([first, chunk]).subarray(0, 8)
    if (bytes > mostBytes) fail(trouble('TOO_MUCH', `more than ${mostBytes / 1024} KB came`))
  })
  stream.on('error', (error) => fail(troubleOf(error)))
  /** What the other end speaks instead of MQTT, going by its first bytes. */
  const said = (): string | undefined => {
    if (first.length === 0) return undefined
    // A TLS alert or handshake record (RFC 8446, 5.1).
    if ((first[0] === 0x15 || first[0] === 0x16) && first[1] === 0x03) return 'SPEAKS_TLS'
    if (first.toString('latin1').startsWith('HTTP/')) return 'SPEAKS_HTTP'
    return first[0] === 0x20 ? undefined : 'NOT_MQTT'
  }
  const ended = new Promise<never>((_, reject) => {
    const tell = () => {
      const speaks = said()
      reject(why ?? (speaks ? trouble(speaks, `it begins with ${first.toString('hex')}`) : closed()))
    }
    // It may be over already: a broker need not wait for a greeting to end what it does not like.
    const early = errorOf(stream)
    if (early !== undefined) why ??= troubleOf(early)
    if (stream.destroyed) tell()
    else stream.once('close', tell)
    if (why) stream.destroy()
  })
  // Whoever is not waiting for an answer just then does not miss it.
  ended.catch(() => undefined)
  return { ended, fail, said }
}

const closed = () => trouble('CLOSED', 'the broker closed the connection')

/** Asks for a WebSocket over a socket that stands already, in the clear or in TLS. */
export const openWebSocket = async (
  socket: Duplex,
  { authority, path }: { authority: string; path: string },
  signal: AbortSignal,
): Promise<Duplex> => {
  const webSocket = new WebSocket(`ws://${authority}${path}`, ['mqtt'], {
    createConnection: () => socket as never,
    perMessageDeflate: false,
    followRedirects: false,
    maxPayload: mostBytes,
  })
  const opened = new Promise<Duplex>((resolve, reject) => {
    webSocket.once('open', () => resolve(createWebSocketStream(webSocket)))
    webSocket.once('unexpected-response', (_request, response) =>
      reject(trouble(`WEBSOCKET ${response.statusCode ?? 0}`, response.statusMessage ?? '')),
    )
    webSocket.on('error', (error) =>
      reject(trouble('websocket handshake failed', troubleOf(error).signal?.words ?? '')),
    )
    socket.once('close', () => reject(trouble('websocket handshake failed', 'the connection was closed')))
  })
  try {
    return await within(signal, opened, (late) => late.destroy())
  } catch (error) {
    webSocket.terminate()
    socket.destroy()
    throw error
  }
}
