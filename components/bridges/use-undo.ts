'use client'

import { useNotify } from '@/components/shell/notifications'
import { useRenewRights } from '@/components/shell/rights-provider'
import { lostBy } from '@/components/shell/lost-answer'
import { failed, type Failure } from '@/lib/core/result'
import { restoreDataflow } from '@/lib/dataflows/actions'
import type { RemovedObject } from '@/lib/kubernetes/removed-object'

const lost: Failure = {
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether it is back.',
  next: 'See whether it is in the overview, then try again.',
}

/** Puts a deleted bridge back as it was, and tells how that went. */
export function useUndo(instanceId: string) {
  const notify = useNotify()
  const renewRights = useRenewRights()
  const undo = async (removed: RemovedObject): Promise<void> => {
    const { name } = removed
    const result = await restoreDataflow({ instance: instanceId, removed }).catch((error: unknown) =>
      failed(lostBy(error, lost)),
    )
    if (result.ok) return void notify({ level: 'success', title: `Bridge “${name}” is back` })
    const { code, message, next, operationId } = result.failure
    if (code === 'forbidden') renewRights()
    notify({
      level: 'error',
      title: `Bridge “${name}” could not be put back`,
      detail: [message, next].filter(Boolean).join(' '),
      operationId,
      action: { label: 'Try again', run: () => void undo(removed) },
    })
  }
  return undo
}
