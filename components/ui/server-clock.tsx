'use client'

import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'

const ClockContext = createContext(0)

/**
 * The server's clock, ticking: ages are reckoned by it, so a browser whose own clock is wrong still shows right ages.
 * The first paint uses the very time the server rendered with. Epoch milliseconds.
 */
export function ServerClock({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const ahead = serverNow - Date.now()
    const timer = setInterval(() => setNow(Date.now() + ahead), 5_000)
    return () => clearInterval(timer)
  }, [serverNow])
  return <ClockContext value={now}>{children}</ClockContext>
}

export const useServerNow = (): number => useContext(ClockContext)
