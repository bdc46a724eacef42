'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { readOverviewQuery, writeOverviewQuery, type OverviewQuery } from '@/lib/runtime/overview-query'

/** How long typing rests before it reaches the address bar. */
const rest = 250

export type Shown = OverviewQuery & { view: 'table' | 'picture' }

const read = (parameters: { get: (name: string) => string | null }): Shown => ({
  ...readOverviewQuery(parameters),
  view: parameters.get('view') === 'picture' ? 'picture' : 'table',
})

const write = ({ view, ...query }: Shown): string =>
  [writeOverviewQuery(query), view === 'picture' ? 'view=picture' : ''].filter(Boolean).join('&')

type Draft = {
  from: string
  shown: Shown
  /** What we last wrote into the URL ourselves. */
  own: string | undefined
}

/**
 * What the overview shows: search, filters, order, table or picture. It lives in the URL, so reload, share and Back bring it
 * back. A choice reaches the URL at once; what is being typed shows at once and reaches it when typing rests. Nothing is
 * asked of the server.
 */
export function useOverviewQuery(): [Shown, (change: Partial<Shown>) => void] {
  const parameters = useSearchParams()
  const text = parameters.toString()
  const [draft, setDraft] = useState<Draft>({ from: text, shown: read(parameters), own: undefined })

  // The URL moved. By our own writing: what has been typed since stays. By Back or a link: go on from there.
  if (draft.from !== text) {
    const parsed = read(parameters)
    setDraft({ ...draft, from: text, shown: write(parsed) === draft.own ? draft.shown : parsed })
  }
  const { shown } = draft

  const written = write(shown)
  const typing = shown.search !== read(parameters).search
  useEffect(() => {
    const timer = setTimeout(
      () => {
        if (written === write(read(new URLSearchParams(window.location.search)))) return
        setDraft((now) => ({ ...now, own: written }))
        window.history.replaceState(null, '', written ? `?${written}` : window.location.pathname)
      },
      typing ? rest : 0,
    )
    return () => clearTimeout(timer)
  }, [written, typing])

  return [shown, (change) => setDraft((now) => ({ ...now, shown: { ...now.shown, ...change } }))]
}
