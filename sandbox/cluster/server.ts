import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Access, answerReview, REVIEWS, type Identity } from './access.ts'
import { json, refusal, send, type Answer } from './answer.ts'
import { builtinKinds } from './builtin.ts'
import { AuditLog } from './audit.ts'
import { Control } from './control.ts'
import { startControllers } from './controllers.ts'
import { Discovery, VERSION } from './discovery.ts'
import { Faults, type Occasion } from './faults.ts'
import { throughFault } from './through-fault.ts'
import { Kinds, versionOf } from './kinds.ts'
import { openApiDocument, openApiIndex, openApiV2, openApiV2Protobuf } from './openapi.ts'
import { contentTypeOf, parseBody, parseResource, readBody, segmentsOf, type ResourceRequest } from './request.ts'
import { answerFromPod } from './pod-proxy.ts'
import { answerResource } from './rest.ts'
import { Resources } from './resources.ts'
import { ApiError } from './status.ts'
import type { Store } from './store.ts'
import type { Tokens } from './tokens.ts'
import { record, text } from './types.ts'
import { Watches } from './watch.ts'

export interface ServerOptions {
  store: Store
  tls: { cert: string; key: string }
  apiCa: string
  token: string
  tokens: Tokens
  /** Where is written down who did what. */
  audit: AuditLog
  /** Told of failures that are the server's own fault. */
  onError: (error: unknown) => void
}

/** The HTTPS face of the cluster: who asks, what for, and the answer in the words of a Kubernetes API server. */
export class ApiServer {
  readonly kinds = new Kinds(builtinKinds)
  readonly resources: Resources
  #server: Server
  #access: Access
  #discovery = new Discovery(this.kinds)
  #faults = new Faults()
  #watches: Watches
  #control: Control
  #options: ServerOptions

  constructor(options: ServerOptions) {
    const { store, tls, token, tokens, apiCa } = options
    this.#options = options
    this.resources = new Resources(store)
    this.#access = new Access(store, token, tokens)
    this.#watches = new Watches(store)
    this.#server = createServer({ ...tls, keepAliveTimeout: 120_000, requestTimeout: 0 }, (request, response) => {
      void this.#serve(request, response)
    })
    this.#control = new Control(this.#server, this.#faults, this.#watches, store)
    startControllers({
      store,
      kinds: this.kinds,
      resources: this.resources,
      apiCa,
      onRemoved: (resource) => this.#watches.end(resource),
    })
  }

  /** Listens on 127.0.0.1 and answers the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    return (this.#server.address() as AddressInfo).port
  }

  /** Ends watches, finishes what is being answered and stops listening. */
  async close(): Promise<void> {
    this.#watches.endAll()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeIdleConnections()
      setTimeout(() => this.#server.closeAllConnections(), 1000).unref()
    })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.#answer(request, response)
      if (answer) send(response, answer, request.method === 'HEAD')
    } catch (error) {
      if (response.headersSent) {
        response.destroy()
        return
      }
      if (!(error instanceof ApiError)) this.#options.onError(error)
      send(response, refusal(error))
    }
  }

  /** The answer, or nothing when the response is being written elsewhere (watches, drills). */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    // Not through URL, which would resolve dots: a name of ".." must not become another path.
    const [path = '', search = ''] = (request.url ?? '/').split(/\?(.*)/s)
    const segments = segmentsOf(path)
    const caller = this.#access.authenticate(request)
    if (segments[0] === 'sandbox') {
      const body = request.method === 'POST' ? parseBody(await readBody(request), 'application/json') : undefined
      return json(
        this.#control.answer(
          caller.groups.includes('system:masters'),
          request.method ?? 'GET',
          segments.slice(1),
          body,
        ),
      )
    }
    const resource = parseResource(request.method ?? 'GET', segments, new URLSearchParams(search))
    if (!resource || !['api', 'apis'].includes(segments[0] ?? '')) return this.#document(request, segments)
    return this.#resource(request, response, caller, resource)
  }

  async #resource(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Identity,
    wanted: ResourceRequest,
  ): Promise<Answer | undefined> {
    const { group, version: versionName, plural, namespace, subresource } = wanted
    this.#options.audit.follow(caller, wanted, request, response)
    const kind = this.kinds.find(group, versionName, plural)
    const version = kind && versionOf(kind, versionName)
    const review = REVIEWS.find((candidate) => candidate.group === group && candidate.plural === plural)
    if (review && versionName === 'v1') {
      this.#access.demand(caller, { verb: 'create', group, plural, namespace })
      const body = parseBody(await readBody(request), contentTypeOf(request))
      return json(answerReview({ access: this.#access, tokens: this.#options.tokens }, caller, review, body), 201)
    }
    if (!kind || !version || (namespace !== undefined && !kind.namespaced)) return pageNotFound
    // A namespace is authorised as an object inside itself, as on a real server.
    const home = plural === 'namespaces' && group === '' ? wanted.name : namespace
    this.#access.demand(caller, { verb: wanted.verb, group, plural, subresource, namespace: home, name: wanted.name })
    const sent = await readBody(request)
    const body = sent.length === 0 ? undefined : parseBody(sent, contentTypeOf(request))
    const name = wanted.name ?? text(record(record(body).metadata).name)
    const occasion: Occasion = { verb: wanted.verb, resource: kind, namespace, name, user: caller.user }
    const target = { kind, version, namespace }
    const go = () => {
      if (group === '' && `${plural}/${subresource}` === 'serviceaccounts/token' && wanted.verb === 'create') {
        const account = this.resources.get(target, wanted.name ?? '')
        return json(this.#options.tokens.request(account, body), 201)
      }
      if (group === '' && `${plural}/${subresource}` === 'pods/proxy') return this.#proxied(wanted, request, response)
      return answerResource(
        { store: this.#options.store, resources: this.resources, watches: this.#watches },
        { wanted, target, request, response, body },
      )
    }
    return throughFault(this.#faults.strike(occasion), occasion, response, go)
  }

  async #proxied(
    { namespace = '', name = '', rest = [], query }: ResourceRequest,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<undefined> {
    const search = query.size > 0 ? `?${query}` : ''
    const path = `/${rest.map(encodeURIComponent).join('/')}${search}`
    await answerFromPod(this.#options.store, { namespace, name, path }, request, response)
  }

  #document(request: IncomingMessage, segments: readonly string[]): Answer {
    const [root, second, ...rest] = segments
    const accept = request.headers.accept ?? ''
    switch (root) {
      case 'api':
      case 'apis': {
        const aggregated =
          /as=APIGroupDiscoveryList/.test(accept) && /v=v2(;|,|$)/.test(accept) && segments.length === 1
        const document = this.#discovery.document(segments, aggregated)
        const type = aggregated ? 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' : undefined
        return document ? { ...json(document), ...(type && { type }) } : pageNotFound
      }
      case 'version':
        return json(VERSION)
      case 'healthz':
      case 'livez':
      case 'readyz':
        return { code: 200, body: 'ok', type: 'text/plain' }
      case 'openapi': {
        if (second === 'v2') return openApi2(accept)
        if (second !== 'v3') return pageNotFound
        if (rest.length === 0) return json(openApiIndex(this.#discovery))
        const [group = '', version = ''] = rest[0] === 'api' ? ['', rest[1]] : rest.slice(1)
        const document = openApiDocument(this.kinds, group, version)
        return document ? json(document) : pageNotFound
      }
      case undefined:
        return json({
          paths: ['/api', '/apis', '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/readyz', '/version'],
        })
      default:
        return pageNotFound
    }
  }
}

const openApi2 = (accept: string): Answer =>
  /proto-openapi/.test(accept)
    ? { code: 200, body: openApiV2Protobuf(), type: 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' }
    : json(openApiV2)

/** What a real server's mux says about a path that nothing serves, a kind without definition included. */
const pageNotFound: Answer = { code: 404, body: '404 page not found\n', type: 'text/plain; charset=utf-8' }
