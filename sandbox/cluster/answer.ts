import type { ServerResponse } from 'node:http'
import { ApiError } from './status.ts'

/** What goes back for a request, whole. */
export interface Answer {
  code: number
  body: string | Buffer
  type?: string
  headers?: Record<string, string | string[]>
}

export const json = (value: unknown, code = 200): Answer => ({ code, body: JSON.stringify(value) })

/** The answer that a thrown error stands for; whatever is no `ApiError` is the server's own fault, and tells nothing. */
export function refusal(error: unknown): Answer {
  const { code, status, headers } =
    error instanceof ApiError
      ? error
      : new ApiError(500, 'InternalError', 'Internal error occurred: see the server log')
  return { code, body: JSON.stringify(status), headers }
}

export function send(response: ServerResponse, { code, body, type, headers }: Answer, headOnly = false): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  response.writeHead(code, {
    'content-type': type ?? 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-cache, private',
    ...headers,
  })
  response.end(headOnly ? undefined : bytes)
}
