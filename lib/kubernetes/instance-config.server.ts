import 'server-only'
import { createHash } from 'node:crypto'
import { KubeConfig, type RequestContext } from '@kubernetes/client-node'
import { processWide } from '@/lib/core/process-wide.server'

export type Dispatcher = NonNullable<ReturnType<RequestContext['getDispatcher']>>
type DispatcherOptions = ReturnType<KubeConfig['createDispatcherOptions']>
type CreateDispatcherOptions = KubeConfig['createDispatcherOptions']

/** How long one call may take, milliseconds. Kubernetes itself gives up on most requests after 60 s; nobody waits that long. */
export const callDeadlineMs = 15_000

/**
 * The credentials of one context, for the portal's own requests and for every API class of the client library
 * (`config.makeApiClient(…)`).
 *
 * The library builds a connection pool per request, and so opens a TLS connection per request. Here requests to one
 * server with one CA and one client certificate share a pool, and a request without a deadline gets one.
 */
export class InstanceConfig extends KubeConfig {
  #latest = ''

  /** Called by the library, right before it builds a pool, with certificates read afresh: they are what tells pools apart. */
  override createDispatcherOptions(...parameters: Parameters<CreateDispatcherOptions>): DispatcherOptions {
    const options = super.createDispatcherOptions(...parameters)
    // Without TLS settings the library would fall back to a pool of its own, which later settings could not reach.
    const own: DispatcherOptions =
      options.type === 'none' ? { type: 'agent', connect: { keepAlive: true, keepAliveInitialDelay: 30_000 } } : options
    this.#latest = keyOf(parameters[0]?.server ?? '', own)
    return withHttp1(own)
  }

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    const setDispatcher = context.setDispatcher.bind(context)
    // The library makes the options and hands over the pool in one go, so that `#latest` belongs to `fresh`.
    context.setDispatcher = (fresh) => setDispatcher(shared(this.#latest, fresh))
    await super.applySecurityAuthentication(context)
    if (context.getSignal() === undefined) context.setSignal(AbortSignal.timeout(callDeadlineMs))
  }
}

/**
 * Over HTTP/2, which a real API server offers, undici joins repeated headers: several groups to act for would arrive as one group
 * that nobody has heard of. Over HTTP/1.1 they stay apart.
 */
const withHttp1 = (options: DispatcherOptions): DispatcherOptions => {
  switch (options.type) {
    case 'agent':
      return { ...options, connect: { ...options.connect, ...http1 } }
    case 'proxy':
      return { ...options, requestTls: { ...options.requestTls, ...http1 } }
    case 'socks':
    case 'none':
      return options
  }
}

const http1 = { allowH2: false }

const keyOf = (server: string, options: DispatcherOptions): string =>
  createHash('sha256')
    .update(
      JSON.stringify([server, options], (_, value: unknown) =>
        Buffer.isBuffer(value) ? value.toString('base64') : value,
      ),
    )
    .digest('base64')

/** More than anybody has clusters; old ones are those with a rotated certificate. */
const keptPools = 32

const shared = (key: string, fresh: Dispatcher): Dispatcher => {
  const pools = processWide('sluice.kubernetes.pools', () => new Map<string, Dispatcher>())
  const known = pools.get(key)
  if (known) return known
  pools.set(key, fresh)
  for (const [oldest, pool] of pools) {
    if (pools.size <= keptPools) break
    pools.delete(oldest)
    // Lets running requests end; nothing waits for it, and a pool that fails to close is closed.
    pool.close().catch(() => undefined)
  }
  return fresh
}
