import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { rootCertificates, TLSSocket } from 'node:tls'
import { createWebSocketStream, WebSocket } from 'ws'
import type { Resolution } from '../workloads/addresses.ts'
import { dial } from '../workloads/dial.ts'
import type { Plan } from './plan.ts'
import { TroubleError, troubleOf, unconnected, type NodeError } from './trouble.ts'

/**
 * A broker judges a client certificate of TLS 1.3 after the client thinks that it is connected. Its first session ticket says that
 * the certificate was taken; who speaks earlier may lose the reason of a refusal. Brokers that send no tickets cost this wait.
 */
const VERDICT_MS = 200

/** Opens the way to a broker, up to the first byte of MQTT. Throws a TroubleError; `signal` ends it too. */
export async function openChannel(
  { host, port, tls, webSocket }: Plan,
  resolution: Resolution,
  roots: readonly string[],
  signal: AbortSignal,
): Promise<Duplex> {
  const secure = tls !== undefined
  let socket: Socket
  try {
    socket = tls
      ? dial(resolution, {
          ca: tls.ca ?? [...rootCertificates, ...roots],
          cert: tls.client?.cert,
          key: tls.client?.key,
        })
      : dial(resolution)
  } catch (error) {
    throw new TroubleError(troubleOf(asNodeError(error), secure))
  }
  await opened(socket, signal, tls?.client !== undefined)
  return webSocket ? upgraded(socket, `${host}:${port}`, signal) : socket
}

const asNodeError = (error: unknown): NodeError => (error instanceof Error ? error : {})

/** Waits for the socket to be connected and, with TLS, for both sides to have taken each other's certificate. */
function opened(socket: Socket, signal: AbortSignal, showsCertificate: boolean): Promise<void> {
  const secure = socket instanceof TLSSocket
  return new Promise((resolve, reject) => {
    let verdict: NodeJS.Timeout | undefined
    const late = () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }))
    const settle = (trouble?: TroubleError) => {
      clearTimeout(verdict)
      signal.removeEventListener('abort', late)
      socket.off('error', failed).off('close', closed)
      if (trouble) reject(trouble)
      else resolve()
    }
    const failed = (error: NodeError) => settle(new TroubleError(troubleOf(error, secure)))
    const closed = () =>
      settle(
        unconnected(
          secure ? 'TLS' : 'TCP',
          'CLOSED',
          showsCertificate
            ? 'the broker closed the connection when it had seen the client certificate'
            : 'the broker closed the connection',
        ),
      )
    const done = () => settle()
    signal.addEventListener('abort', late, { once: true })
    socket.on('error', failed).on('close', closed)
    if (signal.aborted) late()
    if (!secure) socket.once('connect', done)
    else
      // OpenSSL tells of the ticket while it reads; what is written before it has come back is lost.
      socket
        .once('session', () => setImmediate(done))
        .once('secureConnect', () => {
          if (socket.getProtocol() !== 'TLSv1.3') done()
          else verdict = setTimeout(done, VERDICT_MS)
        })
  })
}

/** MQTT over WebSockets (MQTT 3.1.1, chapter 6), on the path that brokers commonly serve it. */
function upgraded(socket: Socket, host: string, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const webSocket = new WebSocket(`ws://${host}/mqtt`, ['mqtt'], { createConnection: () => socket })
    const fail = (code: string, words: string) => {
      reject(unconnected('WEBSOCKET', code, words))
      socket.destroy()
    }
    webSocket
      .once('unexpected-response', (_request, { statusCode = 0 }) =>
        fail(String(statusCode), 'the broker refuses the upgrade to WebSockets'),
      )
      .on('error', ({ message }) => fail('FAILED', message))
      .once('open', () => {
        signal.removeEventListener('abort', late)
        resolve(createWebSocketStream(webSocket))
      })
    const late = () => fail('TIMEOUT', 'the broker does not answer the upgrade to WebSockets')
    signal.addEventListener('abort', late, { once: true })
    socket.once('close', () => fail('CLOSED', 'the broker closed the connection instead of upgrading it'))
  })
}
