'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 5_000

/** Asks for the page anew every few seconds: what keeps it away ends by itself, and nobody has to wait for that at the keyboard. */
export function LookAgain() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  return <p>The page looks again by itself every {everyMs / 1000} seconds.</p>
}
