import 'server-only'
import { observeVaultCall } from '@/lib/core/metrics.server'
import { vaultVerb } from './call-labels'

type PolicyRequest = { method: string; url: string }

/** A step of the client's pipeline that measures each request on the wire, the vault's ask to sign in included. */
export const metricsPolicy = {
  name: 'sluiceMetrics',
  sendRequest: async <Request extends PolicyRequest, Response extends { status: number }>(
    request: Request,
    next: (request: Request) => Promise<Response>,
  ): Promise<Response> => {
    const startedAt = performance.now()
    const note = (code: string) =>
      observeVaultCall({ verb: vaultVerb(request.method, request.url), code }, (performance.now() - startedAt) / 1000)
    try {
      const response = await next(request)
      note(String(response.status))
      return response
    } catch (error) {
      note('none')
      throw error
    }
  },
}
