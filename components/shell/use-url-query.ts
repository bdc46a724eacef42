'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'

/** How long typing rests before it reaches the address bar. */
const rest = 250

/** How long the router may still tell of what was written: on a busy machine late, and of something older again. */
const echo = 10_000

/** How a screen's query stands in an address. Constant: made once, outside of components. */
export type UrlForm<Query> = {
  read: (parameters: { get: (name: string) => string | null }) => Query
  /** Without what is as it is anyway; nothing of it is the empty text. */
  write: (query: Query) => string
  /** The parameters that are the query's, where others stand beside them and stay; else all are. */
  keys?: readonly string[]
}

/** One writing of ours; two of the same text are two. */
type Written = { text: string }

type Draft<Query> = {
  from: string
  query: Query
  /** What we wrote into the address ourselves a moment ago: the router tells of it later. */
  own: readonly Written[]
}

/**
 * What a screen shows: search, filters, order. It lives in the URL, so reload, share and Back bring it back. A choice reaches
 * the URL at once; what is being typed shows at once and reaches it when typing rests. Nothing is asked of the server.
 */
export function useUrlQuery<Query extends { search: string }>({
  read,
  write,
  keys,
}: UrlForm<Query>): [Query, (change: Partial<Query>) => void] {
  const parameters = useSearchParams()
  const text = parameters.toString()
  const [draft, setDraft] = useState<Draft<Query>>({ from: text, query: read(parameters), own: [] })

  // The URL moved. By our own writing: what has been chosen and typed since stays. By Back or a link: go on from there.
  if (draft.from !== text) {
    const parsed = read(parameters)
    const mine = draft.own.some((one) => one.text === write(parsed))
    setDraft({ from: text, query: mine ? draft.query : parsed, own: mine ? draft.own : [] })
  }
  const { query } = draft

  const written = write(query)
  const typing = query.search !== read(parameters).search
  useEffect(() => {
    const timer = setTimeout(
      () => {
        const before = new URLSearchParams(window.location.search)
        const next = keys ? withOthers(written, before, keys) : written
        if (written === write(read(before))) return
        const writing: Written = { text: written }
        setDraft((now) => ({ ...now, own: [...now.own, writing] }))
        window.history.replaceState(null, '', next ? `?${next}` : window.location.pathname)
        setTimeout(() => setDraft((now) => ({ ...now, own: now.own.filter((one) => one !== writing) })), echo)
      },
      typing ? rest : 0,
    )
    return () => clearTimeout(timer)
    // The router may have put something older back into the address.
  }, [written, typing, text, read, write, keys])

  // Back and Forward are never an echo, however soon they come.
  useEffect(() => {
    const forget = () => setDraft((now) => (now.own.length === 0 ? now : { ...now, own: [] }))
    window.addEventListener('popstate', forget)
    return () => window.removeEventListener('popstate', forget)
  }, [])

  const change = useCallback(
    (changed: Partial<Query>) => setDraft((now) => ({ ...now, query: { ...now.query, ...changed } })),
    [],
  )
  return [query, change]
}

const withOthers = (written: string, before: URLSearchParams, keys: readonly string[]): string => {
  const others = [...before].filter(([key]) => !keys.includes(key))
  return new URLSearchParams([...new URLSearchParams(written), ...others]).toString()
}
