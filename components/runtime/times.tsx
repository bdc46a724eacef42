'use client'

import { useSyncExternalStore, type ReactNode } from 'react'
import { ageText, agoText } from '@/components/ui/age'
import { useServerNow } from '@/components/ui/server-clock'
import { datedSecondText, exactText, momentText, secondText } from './clock-text'

const never = () => () => {}

/**
 * The server does not know the operator's time zone: what it draws is in UTC and says so, and turns into local time in
 * the browser.
 */
const useZone = (): 'UTC' | undefined =>
  useSyncExternalStore(
    never,
    () => undefined,
    () => 'UTC' as const,
  )

/** A moment as a clock time: `12:04`, with its date when it was not today. Epoch milliseconds. */
export function Moment({ at }: { at: number }) {
  const zone = useZone()
  const now = useServerNow()
  return (
    <Time at={at}>
      {momentText(at, now, zone)}
      {zone === 'UTC' && ' UTC'}
    </Time>
  )
}

/** A moment to the second: `12:04:31`. */
export function ExactMoment({ at }: { at: number }) {
  const zone = useZone()
  return (
    <Time at={at}>
      {secondText(at, zone)}
      {zone === 'UTC' && ' UTC'}
    </Time>
  )
}

/** A moment to the second, with its date when it was not today. */
export function DatedMoment({ at }: { at: number }) {
  const zone = useZone()
  const now = useServerNow()
  return (
    <Time at={at}>
      {datedSecondText(at, now, zone)}
      {zone === 'UTC' && ' UTC'}
    </Time>
  )
}

/** How long something has lasted: `6 min`. Ticks by itself, and nothing around it is drawn again. */
export function Lasting({ since }: { since: number }) {
  const now = useServerNow()
  return <Time at={since}>{ageText(now - since)}</Time>
}

/** How long ago something was: `40 s ago`. */
export function Ago({ at }: { at: number }) {
  const now = useServerNow()
  return <Time at={at}>{agoText(now - at)}</Time>
}

function Time({ at, children }: { at: number; children: ReactNode }) {
  const exact = exactText(at)
  if (exact === '') return <span>{children}</span>
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {children}
    </time>
  )
}
