'use client'

import { useState, type FocusEvent, type PointerEvent, type UIEvent } from 'react'
import { holdTop } from './held-top'

/**
 * Holds the rows still while the reader is scrolled down, points at them or walks them with the keyboard, and while a
 * snapshot is still arriving. What the reader asks for (`view`: search, filters) always shows at once.
 */
export function useHeldTop<T extends { name: string }>(items: readonly T[], view: string, settled: boolean) {
  const [scrolled, setScrolled] = useState(false)
  const [pointing, setPointing] = useState(false)
  const [focused, setFocused] = useState(false)
  const [held, setHeld] = useState({ view, items })
  const holding = scrolled || pointing || focused || !settled

  // Adjusted while rendering, as React recommends for state that follows props: no frame shows the wrong rows.
  if (held.view !== view || (!holding && held.items !== items)) setHeld({ view, items })

  return {
    ...holdTop(holding && held.view === view ? held.items : undefined, items),
    release: () => {
      setHeld({ view, items })
      // What was pressed for it goes, and the focus with it.
      setFocused(false)
    },
    watch: {
      onScrollCapture: ({ target }: UIEvent) => target instanceof Element && setScrolled(target.scrollTop > 0),
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && setPointing(true),
      onPointerLeave: () => setPointing(false),
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
        currentTarget.contains(relatedTarget) || setFocused(false),
    },
  }
}
