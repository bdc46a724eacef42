import 'server-only'
import { settings } from '@/lib/core/env.server'
import { cookieNames, setCookie } from './cookies'
import { prolong } from './ended-sessions.server'
import { endOf, renewEvery } from './session'
import { publicOrigin, sealSession, sessionOf } from './session.server'

/** What is known of the session that a request carries, and its new cookie when it is time for one. */
export type Renewal = { until: number; user: string; cookie?: string }

/**
 * The session of a request. Somebody who is `there`, which page loads, writes, and keys and pointer in a page show, gets
 * a new cookie now and then, so that it does not end while they work.
 */
export const renewSession = async (cookie: string | null, there: boolean): Promise<Renewal | undefined> => {
  const limits = settings().signIn?.session
  const session = limits && (await sessionOf(cookie, limits))
  if (!session) return undefined
  const now = Date.now()
  if (!there || now - session.seen < renewEvery(limits)) {
    return { until: endOf(session, limits), user: session.user }
  }
  const renewed = { ...session, seen: now }
  const until = endOf(renewed, limits)
  prolong(session.id, until)
  const origin = publicOrigin()
  const sealed = await sealSession(renewed, limits)
  return { until, user: session.user, cookie: setCookie(origin, cookieNames(origin).session, sealed) }
}
