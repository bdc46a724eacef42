import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'

/** What came back: the body as far as it was waited for. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

export type Sent = {
  method?: string
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Streams never end: their headers are enough. */
  untilHeaders?: boolean
}

/** A request with exactly these headers: what a program on this machine, or a page of another site, can send. */
export function send(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body = '', untilHeaders = false }: Sent = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const start = origin.startsWith('https:') ? httpsRequest : httpRequest
    // The path goes as it is: a URL object would resolve its dots before they are sent.
    const request = start(origin, { path, method, headers, rejectUnauthorized: false, agent: false }, (response) => {
      let text = ''
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
      if (untilHeaders) {
        done()
        request.destroy()
        return
      }
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', done)
    })
    request.once('error', reject)
    request.end(body)
  })
}

/** What came of a body that has no end. */
export type Poured = {
  /** The answer's status line. */
  status: string
  /** Milliseconds until the answer began. */
  answeredAfter: number
  /** Bytes that were taken until the connection was cut. */
  taken: number
}

/**
 * Sends a head and then a body without end, as fast as it is taken, until the connection is cut. Plain http only; `chunk`
 * is sent over and over.
 */
export function pour(origin: string, head: readonly string[], chunk: string): Promise<Poured> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let status = ''
    let answeredAfter = Infinity
    let startedAt = 0
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (status === '') answeredAfter = performance.now() - startedAt
      status ||= text.split('\r\n', 1)[0] ?? ''
    })
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('connect', () => {
      startedAt = performance.now()
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      more()
    })
    socket.on('drain', more)
    // Cut in the middle of what it sends, it hears of an error first.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve({ status, answeredAfter, taken: socket.bytesWritten - socket.writableLength }))
  })
}
