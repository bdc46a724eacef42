import { ApiException, KubeConfig, type RequestContext } from '@kubernetes/client-node'

/** A call to the API server that takes longer has failed. */
const DEADLINE_MS = 15_000

type Dispatcher = ReturnType<RequestContext['getDispatcher']>

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

  /** Cuts what is under way and refuses what would follow. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#dispatcher?.destroy()
  }
}

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
