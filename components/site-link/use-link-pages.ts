'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { isLinkPage, linkPages, type LinkPage } from '@/lib/site-link/form'

/**
 * Marks the wizard's own entries in the browser's history, so that leaving them can be told from going between them. A new
 * object each time: the router writes into it, and takes one that it has written into for an entry of its own.
 */
export const historyMark = () => ({ siteLink: true })

/**
 * The page that is open, as an entry of the browser's history: Back and Forward go between pages, and what stands on them
 * stays in memory. A page counts once those before it are in order; a reload begins at the first.
 */
export function useLinkPages() {
  const asked = useSearchParams().get('page')
  const [reached, setReached] = useState<LinkPage>('parent')
  const limit = linkPages.indexOf(reached)
  const wanted = isLinkPage(asked) ? linkPages.indexOf(asked) : 0
  const page = linkPages[Math.min(wanted, limit)] ?? 'parent'
  const go = (next: LinkPage) => {
    if (linkPages.indexOf(next) > limit) setReached(next)
    if (next === page) return
    const query = next === 'parent' ? '' : `?page=${next}`
    history.pushState(historyMark(), '', `${window.location.pathname}${query}`)
  }
  return { page, reached, go }
}
