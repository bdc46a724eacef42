import 'server-only'
import { type Result, success } from '@/lib/core/result'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Viewer } from './viewer'

/**
 * Who sent a request that is about an instance, or about none; `unauthenticated` when somebody has to sign in first.
 * `cookie` is the request's Cookie header.
 */
export const whoAsks = async (_cookie: string | null, instanceId: string | undefined): Promise<Result<Viewer>> => {
  const instance = instanceId === undefined ? undefined : instanceOf(instanceId)
  return success({ mode: 'local', name: instance?.ok ? instance.value.actsAs : 'local' })
}
