'use client'

import { MessagePage } from '@/components/shell/message-page'
import { useButtonClass } from '@/components/ui/link-button'
import { paths } from '@/lib/core/paths'

/** The end of a sign-in that somebody ended. Whoever comes next is asked who they are. */
export function SignedOutPage() {
  const primary = useButtonClass('primary')
  return (
    <main>
      <MessagePage
        title="You are signed out"
        actions={
          <a className={primary} href={paths.api.signInAnew(paths.root)}>
            Sign in again
          </a>
        }
      >
        <p>All tabs of this browser have forgotten what they showed. You can close them.</p>
      </MessagePage>
    </main>
  )
}
