'use client'

import { Link } from '@fluentui/react-components'
import { useEffect } from 'react'
import { paths } from '@/lib/core/paths'
import type { Failure } from '@/lib/core/result'
import { useRenewRights } from './rights-provider'

/**
 * What to do next, and the number that finds the operation in the log. Wherever the cluster's *no* is shown, the screen
 * looks up anew what else it has to disable. Where the sign-in has ended, the way to a new one is in another tab: what was
 * typed here stays, and can be applied afterwards.
 */
export function FailureText({ failure }: { failure: Failure }) {
  const renew = useRenewRights()
  useEffect(() => {
    if (failure.code === 'forbidden') renew()
  }, [failure, renew])
  return (
    <>
      {failure.next}
      {failure.code === 'unauthenticated' && (
        <>
          {' '}
          <Link inline href={paths.api.signInAgain(paths.root)} target="_blank" rel="noreferrer">
            Sign in in a new tab
          </Link>
          .
        </>
      )}
      {failure.operationId && ` Operation ${failure.operationId}.`}
    </>
  )
}
