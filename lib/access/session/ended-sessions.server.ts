import 'server-only'
import { processWide } from '@/lib/core/process-wide.server'
import type { Person } from '../viewer'

/*
 * A session lives in its cookie, so signing out takes that cookie away. A copy of it, and streams that are open already,
 * would go on: this replica therefore remembers who signed out here, for as long as the cookie could have been good.
 */

type Known = {
  /** Ended sessions, and when they would have ended by themselves. */
  ended: Map<string, number>
  /** Who wants to know, by session. */
  waiting: Map<string, Set<() => void>>
  /** Until when a session goes on, as its newest cookie said that was seen here. */
  until: Map<string, number>
}

const known = (): Known =>
  processWide('sluice.sessions', () => ({ ended: new Map(), waiting: new Map(), until: new Map() }))

/** Signing out is rare; beyond this something else goes on, and the oldest are let go. */
const most = 10_000

/** Ends a session on this replica: its cookie is not taken any more, and its streams end. */
export const endSession = (id: string, until: number): void => {
  const { ended, waiting } = known()
  const now = Date.now()
  for (const [other, end] of ended) if (end <= now || ended.size >= most) ended.delete(other)
  ended.set(id, until)
  for (const end of [...(waiting.get(id) ?? [])]) end()
}

export const isEnded = (id: string): boolean => known().ended.has(id)

/** The person did something: streams that began with an older cookie go on as long as the newer one says. */
export const prolong = (id: string, until: number): void => {
  const { until: latest } = known()
  if (latest.has(id)) latest.set(id, until)
}

/** A timer cannot be set for longer. */
const longest = 2 ** 31 - 1

/**
 * Calls `end` once when the person's session ends: at sign-out, or when its time is over. Answers how to stop
 * waiting. Whoever holds something open for a person does so only as long as this.
 */
export const whenSessionEnds = (
  { session, until }: Pick<Person, 'session' | 'until'>,
  end: () => void,
): (() => void) => {
  const { waiting, until: latest, ended } = known()
  const others = waiting.get(session) ?? new Set<() => void>()
  waiting.set(session, others)
  latest.set(session, Math.max(latest.get(session) ?? 0, until))
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    clearTimeout(timer)
    others.delete(finish)
    if (others.size > 0 || waiting.get(session) !== others) return
    waiting.delete(session)
    latest.delete(session)
  }
  const finish = () => {
    stop()
    end()
  }
  const look = () => {
    const left = (latest.get(session) ?? until) - Date.now()
    if (left <= 0) finish()
    else timer = setTimeout(look, Math.min(left, longest)).unref()
  }
  others.add(finish)
  if (ended.has(session)) finish()
  else look()
  return stop
}
