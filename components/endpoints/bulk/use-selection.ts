'use client'

import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { noSelection, toggled, toggledAll } from './selection'

/** The rows that somebody selected, among those that are `shown`. What it answers to select with stays the same. */
export function useSelection(shown: readonly EndpointListItem[]) {
  const [selection, setSelection] = useState(noSelection)
  const latest = useRef(shown)
  useLayoutEffect(() => {
    latest.current = shown
  }, [shown])
  const order = () => latest.current.map(({ row }) => row.uid)
  const select = useCallback(
    (key: string, range: boolean) => setSelection((now) => toggled(now, key, order(), range)),
    [],
  )
  const selectAll = useCallback(() => setSelection((now) => toggledAll(now, order())), [])
  const clear = useCallback(() => setSelection(noSelection), [])
  return { selection, select, selectAll, clear }
}
