'use client'

import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'

const ClockContext = createContext(0)

type ServerTime = {
  /** When the page was rendered, epoch milliseconds: what the first paint has to reckon with. */
  start: number
  /** The server's time now. For effects and handlers. */
  read: () => number
}

const TimeContext = createContext<ServerTime>({ start: 0, read: () => 0 })

/**
 * The server's clock, ticking: ages are reckoned by it, so a browser whose own clock is wrong still shows right ages.
 * The first paint uses the very time the server rendered with. Epoch milliseconds.
 */
export function ServerClock({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow)
  const ahead = useRef(0)
  // Before any effect below reads it.
  useLayoutEffect(() => {
    ahead.current = serverNow - Date.now()
  }, [serverNow])
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + ahead.current), 5_000)
    return () => clearInterval(timer)
  }, [])
  const time = useMemo(() => ({ start: serverNow, read: () => Date.now() + ahead.current }), [serverNow])
  return (
    <TimeContext value={time}>
      <ClockContext value={now}>{children}</ClockContext>
    </TimeContext>
  )
}

export const useServerNow = (): number => useContext(ClockContext)

/** The same clock for whoever must not be drawn anew with each tick. */
export const useServerTime = (): ServerTime => useContext(TimeContext)
