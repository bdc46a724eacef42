import { createServer, request as send, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'

/** What went through the door. */
export type Passed = { method: string; path: string; authorized: boolean; bodyBytes: number }

/** A door in front of a vault that notes each request, to see what really goes over the wire. */
export const countingDoor = async (to: { url: string; ca: string }, tls: { key: string; cert: string }) => {
  const passed: Passed[] = []
  const server: Server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const { method = 'GET', url: path = '/', headers } = request
      passed.push({ method, path, authorized: headers.authorization !== undefined, bodyBytes: body.length })
      const onward = send(`${to.url}${path}`, { method, headers, ca: to.ca }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (chunk: Buffer) => parts.push(chunk))
        // The reply was dropped behind the door: drop it here too.
        answer.on('error', () => response.destroy())
        answer.on('end', () => {
          // Links to the next page have to lead through the door again.
          const text = Buffer.concat(parts).toString().replaceAll(to.url, address())
          const { 'transfer-encoding': _, ...kept } = answer.headers
          response.writeHead(answer.statusCode ?? 502, { ...kept, 'content-length': Buffer.byteLength(text) })
          response.end(text)
        })
      })
      onward.on('error', () => response.destroy())
      onward.end(body)
    })
  })
  const address = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: address(),
    /** What passed since the last call. */
    take: () => passed.splice(0),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
