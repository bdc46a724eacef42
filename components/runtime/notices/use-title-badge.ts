'use client'

import { useCallback, useEffect, useRef } from 'react'
import { badgedTitle } from './badged-title'

/**
 * A number in front of the page's title, `(2) Runtime`, for whoever sees only the tab. The screens go on setting their
 * titles themselves: the badge is put back whenever one changes. Zero takes it away.
 */
export function useTitleBadge(): (count: number) => void {
  const count = useRef(0)
  const apply = useCallback(() => {
    const title = badgedTitle(document.title, count.current)
    // Writing the same text would be a change too, and would call us again.
    if (title !== document.title) document.title = title
  }, [])
  useEffect(() => {
    const observer = new MutationObserver(apply)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      count.current = 0
      apply()
    }
  }, [apply])
  return useCallback(
    (next: number) => {
      count.current = next
      apply()
    },
    [apply],
  )
}
