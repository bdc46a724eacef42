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
      if (document.activeElement !== document.body || !(current instanceof HTMLElement)) return
      // What opened it may have gone with what the dialog was about. Without any focus the page would stay hidden from
      // screen readers, as behind a dialog.
      const next = current.isConnected ? current : document.querySelector('main')
      next?.focus()
    },
    [],
  )
}
