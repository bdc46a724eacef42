'use client'

import { useRouter } from 'next/navigation'
import { useCallback, type MouseEvent } from 'react'

/**
 * For an element around very many links: a click on any of them goes there without loading the page anew. Links that
 * are plain elements cost a long list a fraction of the router's own. What asks for a new tab or window is left alone.
 */
export function useLinkClicks() {
  const router = useRouter()
  return useCallback(
    (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
      if (!link || elsewhere || event.defaultPrevented) return
      event.preventDefault()
      router.push(`${link.pathname}${link.search}${link.hash}`)
    },
    [router],
  )
}
