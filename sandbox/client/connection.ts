import { ApiException, HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node'

/** A call to the API server that takes longer has failed. */
const DEADLINE_MS = 15_000

type Dispatcher = ReturnType<RequestContext['getDispatcher']>

/** One request in plain JSON. */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From `pathOf`, or a fixed one. */
  path: string
  query?: Record<string, string | number | undefined>
  body?: unknown
  contentType?: string
}

/** The kubeconfig of one cluster whose calls share connections: the plain one opens a new connection for every call. */
export class Connection extends KubeConfig {
  #dispatcher: Dispatcher
  #closed = false

  /** Reads a kubeconfig file and takes its current context. */
  static fromFile(file: string): Connection {
    const connection = new Connection()
    connection.loadFromFile(file)
    return connection
  }

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    if (this.#closed) throw new Error('the connection is closed')
    await super.applySecurityAuthentication(context)
    this.#dispatcher ??= context.getDispatcher()
    if (this.#dispatcher) context.setDispatcher(this.#dispatcher)
    context.setSignal(AbortSignal.timeout(DEADLINE_MS))
  }

  /**
   * One request without the library's API classes, which need a method per kind and turn times into dates. Answers the parsed
   * body; throws an `ApiException` when the API server refuses.
   */
  async send<T>({ method, path, query, body, contentType = 'application/json' }: Request): Promise<T> {
    const url = new URL((this.getCurrentCluster()?.server ?? '').replace(/\/+$/, '') + path)
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const context = new RequestContext(url.href, HttpMethod[method])
    await this.applySecurityAuthentication(context)
    const dispatcher = context.getDispatcher()
    if (!dispatcher) throw new Error('the kubeconfig names no cluster')
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: {
        ...context.getHeaders(),
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': contentType }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    const text = await answer.body.text()
    if (answer.statusCode > 299) throw new ApiException(answer.statusCode, 'refused', text, {})
    return JSON.parse(text) as T
  }

  /** Cuts what is under way and refuses what would follow. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#dispatcher?.destroy()
  }
}

/** The path of a kind's collection or object; the core group is ''. */
export const pathOf = (
  { group, version, plural }: { group: string; version: string; plural: string },
  namespace?: string,
  name?: string,
  subresource?: string,
): string =>
  [
    group === '' ? '/api' : `/apis/${group}`,
    version,
    ...(namespace === undefined ? [] : ['namespaces', encodeURIComponent(namespace)]),
    plural,
    ...(name === undefined ? [] : [encodeURIComponent(name)]),
    ...(subresource === undefined ? [] : [subresource]),
  ].join('/')

/** The HTTP status that the API server refused with; undefined when it was not reached. */
export const refusedWith = (error: unknown): number | undefined =>
  error instanceof ApiException ? error.code : undefined

/** The object, or undefined when there is none. */
export const unlessAbsent = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading
  } catch (error) {
    if (refusedWith(error) === 404) return undefined
    throw error
  }
}
