'use client'

import { useNotify } from '@/components/shell/notifications'
import { useRenewRights } from '@/components/shell/rights-provider'
import { restoreEndpoint } from '@/lib/endpoints/actions'
import type { RemovedEndpoint } from '@/lib/endpoints/editing'
import { runSet } from '../set/run-set'
import { success } from '@/lib/core/result'

/** Puts deleted endpoints back one after another, and tells how that went; those that failed are offered again. */
export function useSetUndo(instanceId: string) {
  const notify = useNotify()
  const renewRights = useRenewRights()
  const undo = async (removed: readonly RemovedEndpoint[]): Promise<void> => {
    const failures = new Map<string, { message: string; operationId?: string }>()
    await runSet(
      removed.map(({ name }) => name),
      {
        work: async (name) => {
          const one = removed.find((candidate) => candidate.name === name)
          if (!one) return success('')
          const result = await restoreEndpoint({ instance: instanceId, removed: one })
          if (!result.ok && result.failure.code === 'forbidden') renewRights()
          return result.ok ? success('') : result
        },
        onOutcome: ([name = ''], outcome) => {
          if (outcome.state === 'failed') failures.set(name, outcome.failure)
        },
        stopped: () => false,
        stopsAtFailure: () => false,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
    )
    const back = removed.length - failures.size
    if (back > 0) {
      notify({ level: 'success', title: back === 1 ? 'One endpoint is back' : `${back} endpoints are back` })
    }
    const [first] = failures
    if (!first) return
    const [name, { message, operationId }] = first
    const others = failures.size > 1 ? ` So it is with ${failures.size - 1} more.` : ''
    notify({
      level: 'error',
      title: `Endpoint “${name}” could not be put back`,
      detail: message + others,
      operationId,
      action: { label: 'Try again', run: () => void undo(removed.filter((one) => failures.has(one.name))) },
    })
  }
  return undo
}
