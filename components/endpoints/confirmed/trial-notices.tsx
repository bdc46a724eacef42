'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { tellInBackground } from '@/components/shell/background.browser'
import { untilClosed } from '@/components/shell/notice-list'
import { useNotify } from '@/components/shell/notifications'
import { useFeed } from '@/components/shell/use-feed'
import { paths } from '@/lib/core/paths'
import type { TrialOutcome } from '@/lib/endpoints/confirmed/trial'
import { endedTrials, openTrials } from './trial-changes'
import { endedIntent, endedTitle } from './trial-words'

/** Tells how a trial ended that was seen under way, to everybody whose page is open. Draws nothing itself. */
export function TrialNotices({ instanceId }: { instanceId: string }) {
  const feed = useFeed(instanceId, 'endpoints')
  const notify = useNotify()
  const { push } = useRouter()
  const known = useRef<ReadonlyMap<string, string>>(new Map())

  const tell = useEffectEvent((name: string, how: TrialOutcome, why: string) => {
    const title = endedTitle({ how }, name)
    notify({
      level: endedIntent[how],
      title,
      detail: why,
      ...(how === 'restored' && { lasts: untilClosed }),
      action: { label: 'Open', run: () => push(paths.endpoint(instanceId, name)) },
    })
    tellInBackground(title, why)
  })

  const rows = feed?.rows
  const complete = feed?.complete === true
  useEffect(() => {
    // While a snapshot arrives, what is missing is not gone.
    if (!rows || !complete) return
    for (const { name, how, why } of endedTrials(known.current, rows)) tell(name, how, why)
    known.current = openTrials(rows)
  }, [rows, complete])

  return null
}
