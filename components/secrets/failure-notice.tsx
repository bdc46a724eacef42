'use client'

import type { ReactNode } from 'react'
import { FailureText } from '@/components/shell/failure-text'
import { Notice } from '@/components/ui/notice'
import type { Failure } from '@/lib/core/result'

/** What happened, what to do next, and the number that finds the operation in the log. */
export function FailureNotice({
  failure,
  children,
  actions,
}: {
  failure: Failure
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <Notice intent="error" title={failure.message} actions={actions}>
      <FailureText failure={failure} />
      {children}
    </Notice>
  )
}
