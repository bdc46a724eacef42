'use client'

import { ErrorPage } from '@/components/shell/error-page'

/** Outside of any instance there is no frame, and so no landmark yet. */
export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main>
      <ErrorPage {...props} />
    </main>
  )
}
