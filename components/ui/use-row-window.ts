'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { firstWindow, rowsInSight, windowAround, type RowWindow } from './row-window'

/**
 * Which rows of a long list to draw while its `region` is scrolled, resized or filled. A scroll that needs no new rows
 * costs no render. `look` draws what a scroll by program needs.
 */
export function useRowWindow(count: number, rowHeight: number) {
  const region = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState(firstWindow)
  const latest = useRef(drawn)

  const look = useCallback(() => {
    const element = region.current
    if (!element) return
    const sight = rowsInSight(element.scrollTop, element.clientHeight, rowHeight, count)
    const next = windowAround(latest.current, sight, count)
    if (next === latest.current) return
    latest.current = next
    setDrawn(next)
  }, [count, rowHeight])

  // A list that grew or shrank may show other places at the same scroll: seen to before it is painted.
  useLayoutEffect(look, [look])

  useEffect(() => {
    const element = region.current
    if (!element) return
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [look])

  const last = Math.min(drawn.last, count)
  const shown: RowWindow = { first: Math.min(drawn.first, last), last }
  return { region, ...shown, look }
}
