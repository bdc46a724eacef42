import { queryOptions } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { failed, type Failure, type Result } from '@/lib/core/result'
import type { EndpointDetail } from './editing'

export const endpointKeys = {
  detail: (instance: string, name: string) => ['instance', instance, 'endpoint', name] as const,
}

/**
 * One endpoint whole. Answers a `Result`, so an endpoint that is gone is an answer and no exception; read anew each time
 * a form or page opens, since the row in the list tells when it changed.
 */
export const endpointDetail = (instance: string, name: string) =>
  queryOptions({
    queryKey: endpointKeys.detail(instance, name),
    queryFn: ({ signal }) => fetchDetail(instance, name, signal),
    staleTime: 0,
    retry: false,
  })

const unreachable: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer.',
  next: 'Check that it runs, then try again.',
}

const fetchDetail = async (instance: string, name: string, signal: AbortSignal): Promise<Result<EndpointDetail>> => {
  try {
    const response = await fetch(paths.api.endpoint(instance, name), { signal, cache: 'no-store' })
    const body: unknown = await response.json()
    if (response.ok) return { ok: true, value: body as EndpointDetail }
    return failed(isFailureBody(body) ? body.failure : unreachable)
  } catch (error) {
    if (signal.aborted) throw error
    return failed(unreachable)
  }
}

const isFailureBody = (body: unknown): body is { failure: Failure } =>
  typeof body === 'object' && body !== null && 'failure' in body && typeof body.failure === 'object'
