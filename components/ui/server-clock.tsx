'use client'

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react'

const ClockContext = createContext(0)

const TimeContext = createContext<() => number>(() => 0)

/**
 * The server's clock, ticking: ages are reckoned by it, so a browser whose own clock is wrong still shows right ages.
 * The first paint uses the very time the server rendered with. Epoch milliseconds.
 */
export function ServerClock({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow)
  const ahead = useRef<number>(undefined)
  // Before any effect below reads it.
  useLayoutEffect(() => {
    ahead.current = serverNow - Date.now()
  }, [serverNow])
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + (ahead.current ?? 0)), 5_000)
    return () => clearInterval(timer)
  }, [])
  const read = useCallback(() => (ahead.current === undefined ? serverNow : Date.now() + ahead.current), [serverNow])
  return (
    <TimeContext value={read}>
      <ClockContext value={now}>{children}</ClockContext>
    </TimeContext>
  )
}

export const useServerNow = (): number => useContext(ClockContext)

/**
 * Reads the same clock, for whoever must not be drawn anew with each tick. Until the page stands it answers the very time
 * the server rendered with, so that the first paint is the server's.
 */
export const useReadServerTime = (): (() => number) => useContext(TimeContext)
