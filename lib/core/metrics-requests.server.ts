import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { countRequest } from './metrics.server'
import { processWide } from './process-wide.server'
import { routeOf } from './route-of'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Counts every request that reaches the server, whatever answers it. Called once at start. */
export const countRequests = (): boolean =>
  processWide('sluice.metrics.counting', () => {
    // The channel and its message are those of "Built-in channels" in the documentation of node:diagnostics_channel.
    subscribe('http.server.request.start', (message) => count(message as Started))
    return true
  })

type Started = { request: IncomingMessage; response: ServerResponse }

const count = ({ request, response }: Started) => {
  const startedAt = performance.now()
  const route = routeOf(request.url ?? '')
  const method = methods.has(request.method ?? '') ? (request.method ?? '') : 'other'
  response.once('close', () => {
    const status = response.headersSent ? String(response.statusCode) : 'aborted'
    const streams = route === '/api/[instance]/live'
    countRequest({ route, method, status }, streams ? undefined : (performance.now() - startedAt) / 1000)
  })
}
