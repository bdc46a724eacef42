'use client'

import type { Failure, Result } from '@/lib/core/result'
import { answered } from './lost-answer'
import { useNotify } from './notifications'
import { useRenewRights } from './rights-provider'

/** Puts a deleted object back as it was, tells how that went, and offers to try again where it failed. */
export function usePutBack<Removed extends { name: string }>({
  kind,
  screen,
  restore,
}: {
  /** What it is called: *Bridge*. */
  kind: string
  /** Where it shows whether it is back. */
  screen: 'list' | 'overview'
  restore: (removed: Removed) => Promise<Result<unknown>>
}): (removed: Removed) => void {
  const notify = useNotify()
  const renewRights = useRenewRights()
  const putBack = async (removed: Removed): Promise<void> => {
    const what = `${kind} “${removed.name}”`
    const result = await answered(restore(removed), lostNear(screen))
    if (result.ok) return void notify({ level: 'success', title: `${what} is back` })
    const { code, message, next, operationId } = result.failure
    if (code === 'forbidden') renewRights()
    notify({
      level: 'error',
      title: `${what} could not be put back`,
      detail: [message, next].filter(Boolean).join(' '),
      operationId,
      action: { label: 'Try again', run: () => void putBack(removed) },
    })
  }
  return (removed) => void putBack(removed)
}

const lostNear = (screen: string): Failure => ({
  code: 'unreachable',
  message: 'The portal did not answer, so it is not known whether it is back.',
  next: `See whether it is in the ${screen}, then try again.`,
})
