'use client'

import { useNotify } from '@/components/shell/notifications'
import { useRenewRights } from '@/components/shell/rights-provider'
import { restoreEndpoint } from '@/lib/endpoints/actions'
import type { RemovedEndpoint } from '@/lib/endpoints/editing'

/** Puts a deleted endpoint back as it was, and tells how that went. */
export function useUndo(instanceId: string) {
  const notify = useNotify()
  const renewRights = useRenewRights()
  return async (removed: RemovedEndpoint) => {
    const result = await restoreEndpoint({ instance: instanceId, removed })
    if (result.ok) return notify({ level: 'success', title: `Endpoint “${removed.name}” is back` })
    const { code, message, next, operationId } = result.failure
    if (code === 'forbidden') renewRights()
    return notify({
      level: 'error',
      title: `Endpoint “${removed.name}” could not be put back`,
      detail: [message, next].filter(Boolean).join(' '),
      operationId,
      action: { label: 'Try again', run: () => void restoreEndpoint({ instance: instanceId, removed }) },
    })
  }
}
