'use client'

import { Link, makeStyles, tokens } from '@fluentui/react-components'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/core/paths'
import { useLive } from './live-provider'
import { useSession } from './session-gate'
import { askSession } from './session.browser'

const useStyles = makeStyles({
  bar: { flexShrink: 0, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
})

/**
 * Says that the sign-in has ended while the page was open. The page stays with what was typed in it; a new sign-in in
 * another tab brings it back to life.
 */
export function SignInEnded() {
  const styles = useStyles()
  const path = usePathname()
  const ended = useEnded()
  if (!ended) return null
  return (
    <div className={styles.bar}>
      <Notice intent="warning" title="Your sign-in has ended.">
        What you have typed here stays.{' '}
        <Link inline href={paths.api.signInAgain(path)} target="_blank">
          Sign in in a new tab
        </Link>
        , then go on here.
      </Notice>
    </div>
  )
}

/**
 * The stream says when a sign-in ends. When it is lost without a word, as on a machine that was asleep, the portal is
 * asked. A page that somebody opens in another tab shows that they are signed in again.
 */
function useEnded(): boolean {
  const { connection } = useLive()
  const { person, returns } = useSession()
  const [ended, setEnded] = useState(false)
  const { state } = connection
  useEffect(() => {
    if (!person || state === 'connecting') return
    const asking = new AbortController()
    void (async () => {
      const answer = state === 'live' ? 'holds' : await askSession(asking.signal)
      if (!asking.signal.aborted && answer !== undefined) setEnded(answer === 'ended')
    })()
    return () => asking.abort()
  }, [person, state, returns])
  return ended
}
