'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

const FocusKeeper = dynamic(() => import('./focus-keeper').then((module) => module.FocusKeeper), { ssr: false })

/** The focus manager is needed with the first menu, dialog or panel, so its code comes when the page has settled. */
export function LateFocusKeeper() {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const settle = () => setSettled(true)
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(settle, 1_000)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(settle, { timeout: 5_000 })
    return () => cancelIdleCallback(idle)
  }, [])
  return settled ? <FocusKeeper /> : null
}
