import { MessagePage } from '@/components/shell/message-page'

/** Inside an instance: the frame stays, so the way on is on the left. */
export default function NotFound() {
  return (
    <MessagePage title="There is nothing at this address">
      The address names no page of this instance. What it named may have been deleted or renamed.
    </MessagePage>
  )
}
