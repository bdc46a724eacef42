import 'server-only'
import { settings } from '@/lib/core/env.server'
import { errorFacts } from '@/lib/core/errors'
import { log } from '@/lib/core/log.server'
import { newOperationId } from '@/lib/core/operation'
import { foreignOrigin, unexpected } from '../call'
import { isOwnHost } from '../door/origin'
import { requestFacts } from '../door/request-facts.server'
import { json } from './answers.server'

/**
 * What stands before the few addresses that somebody who is not signed in may ask for: the right host. They go
 * through no `handle`, since they have no viewer and no permission to ask about.
 */
export const signInDoor =
  (work: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    const { origins } = settings()
    const { host } = requestFacts(request.headers)
    if (!isOwnHost(host, origins)) return json(421, { failure: foreignOrigin(origins[0] ?? '') })
    try {
      return await work(request)
    } catch (error) {
      const operationId = newOperationId()
      log().error({ operationId, cause: errorFacts(error) }, 'unexpected error')
      return json(500, { failure: { ...unexpected, operationId } })
    }
  }
