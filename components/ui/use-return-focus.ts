'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * For dialogs that open over a panel: closing one gives the focus back to exactly what had it, whatever that was. Left to
 * itself, Fluent gives it to the last element that was marked for it, which may lie behind the panel, and then takes
 * the panel for left.
 */
export function useReturnFocus(): void {
  const opener = useRef<Element>(null)
  // Before the dialog takes the focus, which it does in an effect.
  useLayoutEffect(() => {
    opener.current = document.activeElement
  }, [])
  useEffect(
    () => () => {
      const { current } = opener
      if (document.activeElement === document.body && current instanceof HTMLElement) current.focus()
    },
    [],
  )
}
