import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { settings } from '@/lib/core/env.server'
import { log } from '@/lib/core/log.server'
import { processWide } from '@/lib/core/process-wide.server'
import type { Failure } from '@/lib/core/result'
import { bodyLimit, tooLarge } from '@/lib/access/body'
import { foreignOrigin } from '@/lib/access/call'
import { httpStatus } from '@/lib/access/http-status'
import { cutSoon, declaredSize, watchBody } from './incoming-body.server'
import { enter, withinVisits } from '@/lib/access/limits/limits.server'
import { judgeWrite } from './origin'
import { addressOf } from './peer-address'
import { withPeer } from './peer.server'
import { startingHeaders } from './response-headers'

/** Milliseconds: for the headers of a request, for a body, and for both together. */
const patience = { headers: 15_000, body: 15_000, request: 60_000 }

/**
 * Stands between Node's HTTP server and Next from now on, for every request of this process, whatever answers it: gives
 * the response its protecting headers, notes the address of the peer, forgets what callers claim in the name of proxies,
 * and refuses floods, writes that come from elsewhere, bodies that are too large and senders that are too slow.
 *
 * Next has no place for this: `proxy.ts` does not see every request and knows no socket, and route handlers and actions
 * each read bodies in their own way. Node tells of each request before it is handed on (Node.js documentation,
 * "Diagnostics Channel", `http.server.request.start`), and the first such word makes the server known.
 */
export const openFrontDoor = (): void => processWide('sluice.front-door', watchRequests).open()

function watchRequests() {
  const guarded = new WeakSet<Server>()
  let listening = false
  const onRequest = (message: unknown) => {
    const server = serverOf(message)
    if (!server || guarded.has(server)) return
    guarded.add(server)
    guard(server)
  }
  return {
    open: () => {
      if (!listening) subscribe('http.server.request.start', onRequest)
      listening = true
    },
  }
}

const serverOf = (message: unknown): Server | undefined =>
  typeof message === 'object' && message !== null && 'server' in message && message.server instanceof Server
    ? message.server
    : undefined

/** Puts the door in the place of the server's own listeners. The request that was told of is handed on after this. */
function guard(server: Server): void {
  const listeners = server.listeners('request')
  server.removeAllListeners('request')
  server.headersTimeout = patience.headers
  server.requestTimeout = patience.request
  server.on('request', (request, response) =>
    admit(request, response, () => {
      for (const listener of listeners) listener.call(server, request, response)
    }),
  )
}

function admit(request: IncomingMessage, response: ServerResponse, goOn: () => void): void {
  const { origins, trustedProxies } = settings()
  const origin = origins[0] ?? ''
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  for (const [name, value] of Object.entries(startingHeaders(path, origin))) response.setHeader(name, value)

  const socket = request.socket.remoteAddress
  const forwardedFor = textOf(request.headers['x-forwarded-for'])
  const address = addressOf({ socket, forwardedFor, trustedProxies })
  forgetClaims(request.headers, origin)

  const visits = withinVisits(address, path)
  if (!visits.ok) return refuse(request, response, visits.failure)
  const entered = enter(address)
  if (!entered.ok) return refuse(request, response, entered.failure)
  response.once('close', entered.value)
  if (!isReadable(path) || !isActionId(request.headers['next-action'])) return refuse(request, response, malformed)
  if (!isRead(request.method)) {
    const verdict = judgeWrite(sourceOf(request.headers), origins)
    if (!verdict.allowed) {
      log().warn({ foreign: verdict.reason, path: path.slice(0, 200), address }, 'refused at the door')
      return refuse(request, response, foreignOrigin(origin))
    }
  }
  if (declaredSize(request) > 0) {
    response.once('finish', () => cutSoon(request))
    watchBody(request, { limit: bodyLimit, deadline: patience.body }, (fault) =>
      refuse(request, response, fault === 'too-large' ? tooLarge(bodyLimit) : tooSlow),
    )
  }
  if (!response.headersSent) withPeer({ address }, goOn)
}

const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD'

/** Actions and handlers judge this again for themselves; here Next is spared from reading what comes from elsewhere. */
const sourceOf = ({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders) => ({
  host: host ?? null,
  origin: origin ?? null,
  site: textOf(site) ?? null,
})

/** Next answers 500 to escapes that stand for nothing. */
function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path).length > 0
  } catch {
    return false
  }
}

/** Next writes the name of an action that it does not know into its log. */
const isActionId = (name: string | string[] | undefined): boolean =>
  name === undefined || (typeof name === 'string' && /^[0-9a-f]{1,100}$/.test(name))

const textOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value

const claim = /^(x-forwarded-|forwarded$|x-real-ip$|x-remote-|impersonate-)/

/**
 * Next believes forwarded headers, whoever sends them, and the cluster would believe the others. None is needed: what the
 * portal is called is configured.
 */
function forgetClaims(headers: IncomingHttpHeaders, origin: string): void {
  for (const name of Object.keys(headers)) if (claim.test(name)) delete headers[name]
  headers['x-forwarded-proto'] = origin.startsWith('https:') ? 'https' : 'http'
}

const malformed: Failure = {
  code: 'invalid',
  message: 'The request is not one that a browser sends.',
  next: 'Open the portal by its address and go on from there.',
}

const tooSlow: Failure = {
  code: 'timeout',
  message: 'The request took too long to arrive.',
  next: 'Try again on a better connection.',
}

/** Data for programs; for actions and pages text, which Next's client takes for the message of the error. */
function refuse(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  if (response.headersSent) return cutSoon(request)
  const status = failure === tooSlow ? 408 : httpStatus[failure.code]
  const data = request.url?.startsWith('/api/') === true
  const text = data ? JSON.stringify({ failure }) : `${failure.message} ${failure.next ?? ''}\n`
  response.writeHead(status, {
    'content-type': data ? 'application/json' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...(failure.retryAfterSeconds !== undefined && { 'retry-after': String(failure.retryAfterSeconds) }),
  })
  if (declaredSize(request) === 0) return void response.end(text)
  // Its sender has the whole answer now. Ended now, the line might be closed on somebody who is still sending, and who
  // would see a broken connection and no reason.
  response.write(text)
  request.resume()
  cutSoon(request, () => response.end())
}
