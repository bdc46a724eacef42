'use client'

import { MessagePage } from '@/components/shell/message-page'
import { useButtonClass } from '@/components/ui/link-button'
import { signInProblems } from '@/lib/access/sign-in/problems'
import type { SignInProblem } from '@/lib/access/sign-in/problems'
import { paths } from '@/lib/core/paths'

type Props = { problem: SignInProblem; operationId?: string; returnTo: string }

/** Says why somebody is not signed in. The ways on leave the portal, so they are plain links. */
export function SignInProblemPage({ problem, operationId, returnTo }: Props) {
  const [primary, outline] = [useButtonClass('primary'), useButtonClass('outline')]
  const { title, text, next } = signInProblems[problem]
  return (
    <main>
      <MessagePage
        title={title}
        actions={
          <>
            <a className={primary} href={paths.api.signInAgain(returnTo)}>
              Sign in again
            </a>
            <a className={outline} href={paths.api.signInAnew(returnTo)}>
              Use another account
            </a>
          </>
        }
      >
        <p>{text}</p>
        <p>{next}</p>
        {operationId && (
          <p>
            Operation <code>{operationId}</code>.
          </p>
        )}
      </MessagePage>
    </main>
  )
}
