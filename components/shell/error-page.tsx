'use client'

import { Button } from '@fluentui/react-components'
import { MessagePage } from './message-page'

/** For what no part of the portal expected. Says nothing of the error itself but the name its log line has. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined
  return (
    <MessagePage title="This page could not be shown" actions={<Button onClick={retry}>Try again</Button>}>
      <p>Something went wrong inside the portal. Nothing was written to the cluster by showing a page.</p>
      {digest && (
        <p>
          If it happens again, look for operation <code>{digest}</code> in the log.
        </p>
      )}
    </MessagePage>
  )
}
