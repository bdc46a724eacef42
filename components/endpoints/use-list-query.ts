'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { readListQuery, writeListQuery, type ListQuery } from '@/lib/endpoints/list-query'

/** How long typing rests before it reaches the address bar. */
const rest = 250

type Draft = {
  from: string
  query: ListQuery
  /** What we last wrote into the URL ourselves. */ own: string | undefined
}

/**
 * The state of the list: search, filter and order. It lives in the URL, so reload, share and Back bring it back. A choice
 * reaches the URL at once; what is being typed shows at once and reaches it when typing rests. Nothing is asked of the server.
 */
export function useListQuery(): [ListQuery, (change: Partial<ListQuery>) => void] {
  const parameters = useSearchParams()
  const text = parameters.toString()
  const [draft, setDraft] = useState<Draft>({ from: text, query: readListQuery(parameters), own: undefined })

  // The URL moved. By our own writing: what has been typed since stays. By Back or a link: go on from there.
  if (draft.from !== text) {
    const parsed = readListQuery(parameters)
    setDraft({ ...draft, from: text, query: writeListQuery(parsed) === draft.own ? draft.query : parsed })
  }
  const { query } = draft

  const written = writeListQuery(query)
  const typing = query.search !== readListQuery(parameters).search
  useEffect(() => {
    const timer = setTimeout(
      () => {
        const others = new URLSearchParams(window.location.search)
        for (const key of ['search', 'type', 'sort']) others.delete(key)
        const next = new URLSearchParams([...new URLSearchParams(written), ...others]).toString()
        if (next === window.location.search.replace(/^\?/, '')) return
        setDraft((now) => ({ ...now, own: written }))
        window.history.replaceState(null, '', next ? `?${next}` : window.location.pathname)
      },
      typing ? rest : 0,
    )
    return () => clearTimeout(timer)
  }, [written, typing])

  const change = useCallback(
    (changed: Partial<ListQuery>) => setDraft((now) => ({ ...now, query: { ...now.query, ...changed } })),
    [],
  )
  return [query, change]
}
