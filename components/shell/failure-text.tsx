'use client'

import { useEffect } from 'react'
import type { Failure } from '@/lib/core/result'
import { useRenewRights } from './rights-provider'

/**
 * What to do next, and the number that finds the operation in the log. Wherever the cluster's *no* is shown, the screen
 * looks up anew what else it has to disable.
 */
export function FailureText({ failure }: { failure: Failure }) {
  const renew = useRenewRights()
  useEffect(() => {
    if (failure.code === 'forbidden') renew()
  }, [failure, renew])
  return (
    <>
      {failure.next}
      {failure.operationId && ` Operation ${failure.operationId}.`}
    </>
  )
}
