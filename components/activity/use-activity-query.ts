'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { readActivityQuery, writeActivityQuery, type ActivityQuery } from '@/lib/activity/activity-query'

/** How long typing rests before it reaches the address bar. */
const rest = 250

type Draft = {
  from: string
  query: ActivityQuery
  /** What we last wrote into the URL ourselves. */
  own: string | undefined
}

/**
 * What the Activity page shows. It lives in the URL, so reload, share and Back bring it back. A choice reaches the URL at
 * once; what is being typed shows at once and reaches it when typing rests. Nothing is asked of the server.
 */
export function useActivityQuery(): [ActivityQuery, (change: Partial<ActivityQuery>) => void] {
  const parameters = useSearchParams()
  const text = parameters.toString()
  const [draft, setDraft] = useState<Draft>({ from: text, query: readActivityQuery(parameters), own: undefined })

  // The URL moved. By our own writing: what has been typed since stays. By Back or a link: go on from there.
  if (draft.from !== text) {
    const parsed = readActivityQuery(parameters)
    setDraft({ ...draft, from: text, query: writeActivityQuery(parsed) === draft.own ? draft.query : parsed })
  }
  const { query } = draft

  const written = writeActivityQuery(query)
  const typing = query.search !== readActivityQuery(parameters).search
  useEffect(() => {
    const timer = setTimeout(
      () => {
        if (written === writeActivityQuery(readActivityQuery(new URLSearchParams(window.location.search)))) return
        setDraft((now) => ({ ...now, own: written }))
        window.history.replaceState(null, '', written ? `?${written}` : window.location.pathname)
      },
      typing ? rest : 0,
    )
    return () => clearTimeout(timer)
  }, [written, typing])

  return [query, (change) => setDraft((now) => ({ ...now, query: { ...now.query, ...change } }))]
}
