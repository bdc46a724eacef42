'use client'

import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { useSession } from './session-gate'

/** Signs out, and says so when that did not work: somebody who walks away relies on it. */
export function SignOutButton() {
  const { person, signOut } = useSession()
  const [state, setState] = useState<'ready' | 'leaving' | 'unanswered'>('ready')
  if (!person) return null
  return (
    <>
      {state === 'unanswered' && (
        <Notice intent="error" title="You are still signed in.">
          The portal did not answer. Try again.
        </Notice>
      )}
      <Button
        disabledFocusable={state === 'leaving'}
        onClick={() => {
          setState('leaving')
          void signOut().then((done) => done || setState('unanswered'))
        }}
      >
        {state === 'leaving' ? 'Signing out' : 'Sign out'}
      </Button>
    </>
  )
}
