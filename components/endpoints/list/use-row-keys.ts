'use client'

import type { KeyboardEvent, RefObject } from 'react'

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 10, last),
  PageUp: (at) => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** Walks the rows of a list that is drawn in part: from a focused row, arrows and page keys go to other rows. */
export function useRowKeys(region: RefObject<HTMLElement | null>, scrollTo: (index: number) => void, count: number) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    const row = event.target instanceof Element ? event.target.closest('tr[aria-rowindex]') : null
    if (!step || !row || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const onButton = event.target instanceof HTMLButtonElement
    const target = step(Number(row.getAttribute('aria-rowindex')) - 2, count - 1)
    scrollTo(target)
    // The row may not be drawn yet; two frames later it is.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const next = region.current?.querySelector(`tr[aria-rowindex="${target + 2}"]`)
        next?.querySelector<HTMLElement>(onButton ? 'button' : 'a')?.focus({ preventScroll: true })
      }),
    )
  }
}
