'use client'

import { useState, type FocusEvent, type PointerEvent } from 'react'
import { holdOrder } from './held-order'

/**
 * Holds the order of rows while the pointer or the focus is among them, and while a snapshot is still arriving. What the
 * operator asks for (`view`: search, filters) always shows at once.
 */
export function useHeldOrder<T extends { name: string }>(
  shown: readonly T[],
  all: readonly T[],
  view: string,
  settled: boolean,
) {
  const [pointing, setPointing] = useState(false)
  const [focused, setFocused] = useState(false)
  const [held, setHeld] = useState({ view, shown })
  const holding = pointing || focused || !settled

  // Adjusted while rendering, as React recommends for state that follows props: no frame shows the wrong rows.
  if (held.view !== view || (!holding && held.shown !== shown)) setHeld({ view, shown })

  return {
    ...holdOrder(holding && held.view === view ? held.shown : undefined, shown, () => all),
    update: () => {
      setHeld({ view, shown })
      // What was pressed for it goes, and the focus with it.
      setFocused(false)
    },
    watch: {
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && setPointing(true),
      onPointerLeave: () => setPointing(false),
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
        currentTarget.contains(relatedTarget) || setFocused(false),
    },
  }
}
