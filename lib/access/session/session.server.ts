import 'server-only'
import { settings } from '@/lib/core/env.server'
import type { SessionSettings } from '@/lib/core/sign-in-settings'
import { cookieNames, cookieOf } from './cookies'
import { isEnded } from './ended-sessions.server'
import { seal, unseal } from './seal.server'
import { endOf, endOfShift, sessionShape, type Session } from './session'

/** The one address that people who sign in come to. */
export const publicOrigin = (): string => settings().origins[0] ?? ''

const sealing = ({ keys }: SessionSettings) => ({ keys, purpose: `${publicOrigin()} session` })

/** The session as its cookie's value. */
export const sealSession = (session: Session, limits: SessionSettings): Promise<string> =>
  seal(session, sealing(limits), endOfShift(session, limits))

/** The session that a request's Cookie header carries, when it is one of ours and goes on. */
export const sessionOf = async (cookie: string | null, limits: SessionSettings): Promise<Session | undefined> => {
  const text = cookieOf(cookie, cookieNames(publicOrigin()).session)
  if (!text) return undefined
  const now = Date.now()
  const parsed = sessionShape.safeParse(await unseal(text, sealing(limits), now))
  if (!parsed.success || endOf(parsed.data, limits) <= now || isEnded(parsed.data.id)) return undefined
  return parsed.data
}
