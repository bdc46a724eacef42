import type { Failure } from '@/lib/core/result'
import { MessagePage } from './message-page'

/** Instead of a page that its viewer does not get: what is missing, and what to do about it. */
export function RefusedPage({ failure: { message, next } }: { failure: Failure }) {
  return (
    <MessagePage title="This page is not for you to see">
      {message} {next}
    </MessagePage>
  )
}
