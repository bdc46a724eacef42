'use client'

import { useEffect, useState } from 'react'

/** False until the page has come to rest after it appeared: time to fetch what the first sight does not need. */
export function useSettled(): boolean {
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
  return settled
}
