import 'server-only'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Viewer } from './viewer'

/** The viewer of a request that is about an instance, or about none. */
export function viewerOn(instanceId: string | undefined): Viewer {
  const instance = instanceId === undefined ? undefined : instanceOf(instanceId)
  return { mode: 'local', name: instance?.ok ? instance.value.actsAs : 'local' }
}
