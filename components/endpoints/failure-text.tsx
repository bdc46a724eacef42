import type { Failure } from '@/lib/core/result'

/** What to do next, and the number that finds the operation in the log. */
export function FailureText({ failure }: { failure: Failure }) {
  return (
    <>
      {failure.next}
      {failure.operationId && ` Operation ${failure.operationId}.`}
    </>
  )
}
