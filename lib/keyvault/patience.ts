import { parseRetryAfter } from './failures'

/** An abort signal as far as waiting needs it; the Azure library has a type of its own for it. */
export type Abortable = {
  readonly aborted: boolean
  addEventListener: (type: 'abort', listener: () => void) => void
  removeEventListener: (type: 'abort', listener: () => void) => void
}

/** A request and an answer as the Azure pipeline passes them to a policy. */
type PolicyRequest = { method: string; abortSignal?: Abortable }
type PolicyResponse = { status: number; headers: { get: (name: string) => string | undefined } }

export type Patience = {
  /** Together the waits of one request never last longer, milliseconds. */
  limitMs: number
  /** Ends early when the signal does: whoever asked has stopped waiting. */
  sleep: (ms: number, signal?: Abortable) => Promise<void>
  now: () => number
  random: () => number
}

/** Waits, or less when the signal says so. */
export const sleep = (ms: number, signal?: Abortable) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
  })

/**
 * How long to wait before the next try; nothing when it is time to give up. Key Vault's own advice without `Retry-After`
 * is 1, 2, 4, 8, 16 s ("Azure Key Vault throttling guidance").
 */
export const nextWait = (
  attempt: number,
  spentMs: number,
  told: number | undefined,
  { limitMs, random }: Pick<Patience, 'limitMs' | 'random'>,
) => {
  const wait = told ?? 2 ** attempt * 1000 * (0.75 + random() / 2)
  return attempt < 5 && spentMs + wait <= limitMs ? wait : undefined
}

/**
 * A step of the client's pipeline that waits when the vault throttles. The library itself retries a 429 only when it says
 * how long to wait. A throttled request was not carried out, so it may be sent again whatever it is; a failed one may be
 * sent again only when it reads: at once when the connection broke, as idle ones do when a server restarts. Writes of
 * unknown fate are never repeated here.
 */
export const patiencePolicy = (patience: Patience) => ({
  name: 'sluicePatience',
  sendRequest: async <Request extends PolicyRequest, Response extends PolicyResponse>(
    request: Request,
    next: (request: Request) => Promise<Response>,
  ): Promise<Response> => {
    const started = patience.now()
    for (let attempt = 0; ; attempt += 1) {
      const response = await (request.method === 'GET' ? next(request).catch(() => next(request)) : next(request))
      const again = response.status === 429 || (request.method === 'GET' && response.status === 503)
      if (!again) return response
      const told = parseRetryAfter(response.headers.get('retry-after') ?? '', patience.now())
      const wait = nextWait(attempt, patience.now() - started, told, patience)
      if (wait === undefined || request.abortSignal?.aborted) return response
      await patience.sleep(wait, request.abortSignal)
      // What the vault said last tells more than that the time is up.
      if (request.abortSignal?.aborted) return response
    }
  },
})
