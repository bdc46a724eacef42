import 'server-only'
import https from 'node:https'

type Options = { method?: string; headers: Record<string, string>; body?: unknown; signal?: AbortSignal }

/** An answer of an OpenID provider is a page or two; more is something else. */
const limit = 1024 * 1024

/** `fetch` for a server whose certificate is signed by `ca` (PEM) and by nobody else. Follows no redirect. */
export const privateFetch =
  (ca: string) =>
  (url: string, { method = 'GET', headers, body, signal }: Options): Promise<Response> =>
    new Promise((resolve, reject) => {
      const text = body === undefined || body === null ? undefined : String(body)
      const request = https.request(url, { method, headers, ca, signal, agent: false }, (answer) => {
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > limit) answer.destroy(new Error('too large'))
          else chunks.push(chunk)
        })
        answer.once('error', reject)
        answer.once('end', () => resolve(responseOf(answer.statusCode ?? 502, answer.headers, Buffer.concat(chunks))))
      })
      request.once('error', reject).end(text)
    })

const bodiless = new Set([204, 205, 304])

const responseOf = (status: number, sent: NodeJS.Dict<string | string[]>, body: Buffer): Response => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(sent)) for (const one of [value ?? []].flat()) headers.append(name, one)
  return new Response(bodiless.has(status) ? null : new Uint8Array(body), { status, headers })
}
