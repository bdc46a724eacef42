import 'server-only'
import { HttpMethod, RequestContext } from '@kubernetes/client-node'
import { observeClusterCall } from '@/lib/core/metrics.server'
import { type CallLabels, callLabels } from './call-labels'
import { createGate } from './gate'
import { type Impersonated, impersonationHeaders } from './impersonation'
import { callDeadlineMs, type Dispatcher, type InstanceConfig } from './instance-config.server'
import { processWide } from '@/lib/core/process-wide.server'

/*
 * One way onto the wire for every kind. The library's API classes would need a method per kind for the core group,
 * turn its dates into objects and drop fields they do not know; a portal that must keep unknown fields asks for JSON.
 * Credentials, TLS and proxies are the library's (KubeConfig).
 */

export type Call = {
  method: keyof typeof HttpMethod
  /** From `apiPath`, so that every part is checked. */
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  contentType?: string
  /** Instead of plain JSON; a representation of it, such as metadata only. */
  accept?: string
  /** Acts for somebody else: the API server checks that the portal may ("User impersonation" in the Kubernetes documentation). */
  actAs?: Impersonated
}

/** What came back. `body` is `undefined` when it was not JSON. */
export type Answer = { status: number; body: unknown }

/** The credentials plug-in of a kubeconfig failed, or did not come back. Its own output may hold secrets and is dropped. */
export class SignInError extends Error {
  override name = 'SignInError'
  readonly code = 'SLUICE_SIGN_IN'
  readonly program: string | undefined
  constructor(program: string | undefined) {
    super('signing in to the cluster failed')
    this.program = program
  }
}

/** Somebody was to be acted for whom the portal never acts as. */
export class ReservedIdentityError extends Error {
  override name = 'ReservedIdentityError'
  readonly code = 'SLUICE_RESERVED_IDENTITY'
}

/** Larger than any page of a list; anything beyond is not an API server. */
const largestAnswer = 64 * 1024 * 1024

/**
 * One call, within `callDeadlineMs` including the wait for its turn. Throws network errors and deadlines; an HTTP error
 * is an answer.
 */
export const call = async (config: InstanceConfig, request: Call, signal?: AbortSignal): Promise<Answer> => {
  const { status, text } = await callForText(config, request, { signal })
  return { status, body: parse(text) }
}

/** The same for an answer that is no JSON, of at most `most` bytes; a longer one is thrown as a broken answer. */
export const callForText = async (
  config: InstanceConfig,
  request: Call,
  { most = largestAnswer, signal }: { most?: number; signal?: AbortSignal } = {},
): Promise<{ status: number; text: string }> => {
  const deadline = AbortSignal.timeout(callDeadlineMs)
  const either = signal ? AbortSignal.any([deadline, signal]) : deadline
  return gateOf(config)(async () => {
    either.throwIfAborted()
    const { statusCode, body } = await dispatch(config, request, either)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body) {
      // undici's bodies yield Buffers; the stream type does not say so.
      const bytes = chunk as Buffer
      size += bytes.length
      if (size > most) throw new SyntaxError('answer too large')
      chunks.push(bytes)
    }
    return { status: statusCode, text: Buffer.concat(chunks).toString('utf8') }
  })
}

/** Sends a request and hands over the answer with its body unread. The caller reads it or aborts. */
export const dispatch = async (config: InstanceConfig, { query, ...request }: Call, signal: AbortSignal) => {
  const url = new URL((config.getCurrentCluster()?.server ?? '').replace(/\/+$/, '') + request.path)
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const { headers, dispatcher } = await signIn(config, url, request, signal)
  const answer = dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers: {
      accept: request.accept ?? 'application/json',
      'user-agent': 'sluice',
      ...headers,
      ...(request.body !== undefined && { 'content-type': request.contentType ?? 'application/json' }),
      ...(request.actAs && impersonating(request.actAs)),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    signal,
  })
  return measured(callLabels(request.method, request.path, query?.watch === true), answer)
}

/** The last door: whatever stands before it, nobody of the system is acted for. */
const impersonating = (person: Impersonated) => {
  const headers = impersonationHeaders(person)
  if (!headers) throw new ReservedIdentityError()
  return headers
}

/** Notes how long the server took to begin its answer. An answer that nobody waits for any more is none. */
const measured = async <T extends { statusCode: number }>(labels: CallLabels, answer: Promise<T>): Promise<T> => {
  const startedAt = performance.now()
  const note = (code: string) => observeClusterCall({ ...labels, code }, (performance.now() - startedAt) / 1000)
  try {
    const came = await answer
    note(String(came.statusCode))
    return came
  } catch (error) {
    note('none')
    throw error
  }
}

const signIn = async (config: InstanceConfig, url: URL, request: Call, signal: AbortSignal) => {
  const context = new RequestContext(url.toString(), HttpMethod[request.method])
  context.setSignal(signal)
  // A plug-in program of the kubeconfig has no deadline of its own.
  await beforeAbort(config.applySecurityAuthentication(context), signal).catch((error: unknown) => {
    if (signal.aborted && !config.getCurrentUser()?.exec) throw error
    throw new SignInError(programOf(config))
  })
  const dispatcher: Dispatcher | undefined = context.getDispatcher()
  if (!dispatcher) throw new SignInError(undefined)
  return { headers: context.getHeaders(), dispatcher }
}

const programOf = (config: InstanceConfig): string | undefined => {
  const exec: unknown = config.getCurrentUser()?.exec
  const command = typeof exec === 'object' && exec !== null && 'command' in exec ? exec.command : undefined
  // Just the program: its folder and arguments are nobody's business.
  return typeof command === 'string' ? command.split(/[\\/]/).at(-1)?.slice(0, 60) : undefined
}

const beforeAbort = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const give = () => reject(signal.reason)
    if (signal.aborted) return give()
    signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })

/** Calls in flight per API server; watches are not counted, each holds a connection for as long as it stands. */
const gateOf = (config: InstanceConfig) => {
  const gates = processWide('sluice.kubernetes.gates', () => new Map<string, ReturnType<typeof createGate>>())
  const server = config.getCurrentCluster()?.server ?? ''
  const gate = gates.get(server) ?? createGate(8, nextTurn)
  gates.set(server, gate)
  return gate
}

/** undici takes a connection back a turn of the event loop after its answer was read; before that it opens another. */
const nextTurn = (work: () => void) => void setImmediate(work)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
