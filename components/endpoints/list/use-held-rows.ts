'use client'

import { useState, type PointerEvent } from 'react'
import { holdRows, type Held } from './held-rows'

/**
 * Holds the rows still while the mouse is over them or while a snapshot is still arriving, so that nothing jumps under
 * the pointer. What the operator asks for (`view`: search, filter, order) always shows at once.
 */
export function useHeldRows<T extends { row: { name: string } }>(items: readonly T[], view: string, settled: boolean) {
  const [pointing, setPointing] = useState(false)
  const [held, setHeld] = useState({ view, items })
  const holding = pointing || !settled

  // Adjusted while rendering, as React recommends for state that follows props: no frame shows the wrong rows.
  if (held.view !== view || (!holding && held.items !== items)) setHeld({ view, items })

  const result: Held<T> = holdRows(holding && held.view === view ? held.items : undefined, items)
  return {
    ...result,
    release: () => setHeld({ view, items }),
    pointer: {
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && setPointing(true),
      onPointerLeave: () => setPointing(false),
    },
  }
}
