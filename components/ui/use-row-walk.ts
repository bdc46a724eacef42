'use client'

import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 10, last),
  PageUp: (at) => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
}

const stops = 'a[href], button, input'

type List = {
  count: number
  missing: number
  rowHeight: number
  look: () => void
  onWalk?: (index: number) => void
  /** Rows without anything to stop at are walked past. */
  stopsAt?: (index: number) => boolean
}

/**
 * Walks the rows of a list that is drawn in part: from a link, button or field of one row, arrows and page keys go to
 * the same of another. End means the last row of all: while rows are still arriving, it goes on as they come.
 */
export function useRowWalk(
  region: RefObject<HTMLElement | null>,
  { count, missing, rowHeight, look, onWalk, stopsAt }: List,
) {
  /** Which stop of the last row shall have the focus when the rest has arrived. */
  const toEnd = useRef<number>(undefined)

  const goTo = (index: number, stop: number) => {
    const element = region.current
    if (!element) return
    reveal(element, index, rowHeight)
    // Drawn at once, so that the row is there to take the focus.
    flushSync(look)
    stopsOf(element.querySelector(`tr[aria-rowindex="${index + 2}"]`))
      .at(stop)
      ?.focus({ preventScroll: true })
    onWalk?.(index)
  }

  const goOn = useEffectEvent(() => {
    const stop = toEnd.current
    if (stop === undefined) return
    if (missing === 0) toEnd.current = undefined
    // Whoever has gone elsewhere meanwhile is left alone; a focus that went with its row is not elsewhere.
    const { activeElement } = document
    if (activeElement === document.body || region.current?.contains(activeElement)) goTo(count - 1, stop)
  })
  useEffect(() => {
    if (toEnd.current === undefined) return
    // Out of the effect, which may not draw at once.
    const frame = requestAnimationFrame(goOn)
    return () => cancelAnimationFrame(frame)
  }, [count, missing])

  return (event: KeyboardEvent<HTMLElement>) => {
    toEnd.current = undefined
    const step = steps[event.key]
    const row = event.target instanceof Element ? event.target.closest('tr[aria-rowindex]') : null
    if (!step || !row || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const stop = stopsOf(row).findIndex((one) => one === event.target)
    if (stop < 0) return
    if (event.key === 'End' && missing > 0) toEnd.current = stop
    const from = Number(row.getAttribute('aria-rowindex')) - 2
    let to = step(from, count - 1)
    const onward = to < from ? -1 : 1
    while (stopsAt?.(to) === false && to + onward >= 0 && to + onward < count) to += onward
    // Nothing more to stop at that way: back to the last that there was.
    while (stopsAt?.(to) === false && to !== from) to -= onward
    goTo(to, stop)
  }
}

const stopsOf = (row: Element | null): HTMLElement[] => (row ? [...row.querySelectorAll<HTMLElement>(stops)] : [])

/** Scrolls by the least that shows the whole row below the heading. */
function reveal(region: HTMLElement, index: number, rowHeight: number) {
  const head = region.querySelector('thead')?.offsetHeight ?? 0
  const top = index * rowHeight
  const bottom = top + rowHeight - (region.clientHeight - head)
  if (region.scrollTop > top) region.scrollTop = top
  else if (region.scrollTop < bottom) region.scrollTop = bottom
}
