'use client'

import '@/components/shell/themes.css'
import '@/components/shell/base.css'

/** When even the frame fails: plain words without Fluent, since that may be what failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined
  return (
    <html lang="en">
      <body>
        <main>
          <h1>The portal could not be shown</h1>
          <p>Something went wrong inside the portal. Nothing was written to the cluster by showing a page.</p>
          {digest && (
            <p>
              If it happens again, look for operation <code>{digest}</code> in the log.
            </p>
          )}
          <button type="button" onClick={retry}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
