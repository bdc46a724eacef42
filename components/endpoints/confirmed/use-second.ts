'use client'

import { useEffect, useState } from 'react'
import { useReadServerTime } from '@/components/ui/server-clock'

/** The server's time, each second anew: for the few things that count down. */
export function useSecond(): number {
  const read = useReadServerTime()
  const [now, setNow] = useState(read)
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 1_000)
    return () => clearInterval(timer)
  }, [read])
  return now
}
