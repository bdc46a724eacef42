'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { isLoadedEntry } from '@/components/shell/loaded-entry.browser'

/**
 * Leaves the panel. Going back takes it out of the history as well, and returns to wherever it was opened from; when
 * the panel's own address was loaded (reload, shared link), the list takes its place instead.
 */
export function usePanelExit(listHref: string) {
  const router = useRouter()
  return useCallback(
    (guards: number) => {
      if (!isLoadedEntry(guards)) return history.go(-1 - guards)
      if (guards === 0) return router.replace(listHref, { scroll: false })
      window.addEventListener('popstate', () => router.replace(listHref, { scroll: false }), { once: true })
      history.back()
    },
    [router, listHref],
  )
}
