import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Identity } from './certificates.ts'

/** What stands in front of a portal in a plant: takes https on loopback and hands on plain http. */
export type TlsFront = { origin: string; stop: () => Promise<void> }

/** `port` is asked at each request, since a portal may come back elsewhere. */
export async function startTlsFront({ certificate, key }: Identity, port: () => number): Promise<TlsFront> {
  const server = https.createServer({ cert: certificate, key }, (request, response) => {
    const { method, url, headers } = request
    const onward = http.request({ host: '127.0.0.1', port: port(), method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.once('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
    response.once('close', () => onward.destroy())
    request.pipe(onward)
  })
  return { origin: `https://127.0.0.1:${await listening(server)}`, stop: () => ended(server) }
}

export function listening(server: https.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

export function ended(server: https.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
