'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/**
 * Leaves the panel. Going back takes it out of the history as well, and returns to wherever it was opened from; when
 * the panel's own address was loaded (reload, shared link), the list takes its place instead.
 */
export function usePanelExit(listHref: string) {
  const router = useRouter()
  return useCallback(
    (guards: number) => {
      if (!wasLoadedHere()) return history.go(-1 - guards)
      if (guards === 0) return router.replace(listHref, { scroll: false })
      window.addEventListener('popstate', () => router.replace(listHref, { scroll: false }), { once: true })
      history.back()
    },
    [router, listHref],
  )
}

/** Was this document loaded at the address that is open now? */
function wasLoadedHere(): boolean {
  const [load] = performance.getEntriesByType('navigation')
  return load === undefined || new URL(load.name).pathname === window.location.pathname
}
