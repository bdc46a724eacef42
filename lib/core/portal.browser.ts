import { failed, type Failure, type Result } from './result'

const unreachable: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer.',
  next: 'Check that it runs, then try again.',
}

/**
 * What one of the portal's own handlers answers, as the `Result` that it was: a failure is shown and not thrown. Throws only
 * when `signal` fires.
 */
export const readFromPortal = async <T>(path: string, signal: AbortSignal): Promise<Result<T>> => {
  try {
    const response = await fetch(path, { signal, cache: 'no-store' })
    const body: unknown = await response.json()
    // Our own handler behind our own path.
    if (response.ok) return { ok: true, value: body as T }
    return failed(isFailureBody(body) ? body.failure : unreachable)
  } catch (error) {
    if (signal.aborted) throw error
    return failed(unreachable)
  }
}

const isFailureBody = (body: unknown): body is { failure: Failure } =>
  typeof body === 'object' && body !== null && 'failure' in body && typeof body.failure === 'object'
