'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { historyMark } from './use-link-pages'

/** A way out of the wizard that was asked for: it has not been gone yet. */
export type Exit = () => void

/**
 * Keeps what was typed from being lost by leaving: while `dirty`, links of the page around, the browser's Back from the
 * first page, a reload and a closed tab ask first. `onAsk` is handed the way that was asked for.
 *
 * Back cannot be refused, so one more entry of the same address stands on the first one while there is something to lose.
 */
export function useLeaveGuard(dirty: boolean, onAsk: (exit: Exit) => void): void {
  const router = useRouter()
  const raised = useRef(false)
  const ask = useEffectEvent(onAsk)

  useEffect(() => {
    if (!dirty) return
    if (!raised.current) {
      raised.current = true
      history.pushState(historyMark(), '')
    }
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
      if (!(link instanceof HTMLAnchorElement) || elsewhere || link.target === '_blank') return
      if (link.origin !== window.location.origin || link.pathname === window.location.pathname) return
      event.preventDefault()
      event.stopPropagation()
      ask(() => router.push(`${link.pathname}${link.search}${link.hash}`))
    }
    const { pathname } = window.location
    const onBack = () => {
      // Already on the way out.
      if (window.location.pathname !== pathname) return
      const state: unknown = history.state
      if (typeof state === 'object' && state !== null && 'siteLink' in state) return
      raised.current = false
      ask(() => history.back())
    }
    window.addEventListener('beforeunload', onUnload)
    window.addEventListener('popstate', onBack)
    // Before the router's own links hear of it.
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      window.removeEventListener('popstate', onBack)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [dirty, router])
}

/** Back where Back was pressed: the entries above are still there. */
export const stayHere = (): void => {
  const state: unknown = history.state
  if (!(typeof state === 'object' && state !== null && 'siteLink' in state)) history.forward()
}
