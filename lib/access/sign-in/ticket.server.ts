import 'server-only'
import { z } from 'zod'
import type { SignInSettings } from '@/lib/core/sign-in-settings'
import { processWide } from '@/lib/core/process-wide.server'
import { clearCookie, cookieNames, cookiesOf, setCookie } from '../session/cookies'
import { seal, unseal } from '../session/seal.server'
import { publicOrigin } from '../session/session.server'

/** What the browser keeps while its person is at the provider: what the answer has to fit, and where to go then. */
export type Ticket = z.infer<typeof ticketShape>

const ticketShape = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
})

/** Long enough for a password and a second factor. */
const seconds = 600

/** Tabs that sign in at once, as when a browser opens all it had open. What is left over from more goes. */
const most = 8

const sealing = ({ session: { keys } }: SignInSettings) => ({ keys, purpose: `${publicOrigin()} sign-in` })

/** Each sign-in has a cookie of its own, found by its state, so that tabs do not take each other's. */
const nameOf = (state: string) => cookieNames(publicOrigin()).signIn + state.slice(0, 12)

/** The cookies that give out a ticket. */
export const giveTicket = async (ticket: Ticket, signIn: SignInSettings, cookie: string | null): Promise<string[]> => {
  const origin = publicOrigin()
  const others = [...cookiesOf(cookie, cookieNames(origin).signIn).keys()]
  const sealed = await seal(ticket, sealing(signIn), Date.now() + seconds * 1000)
  return [
    ...(others.length < most ? [] : others.map((name) => clearCookie(origin, name))),
    setCookie(origin, nameOf(ticket.state), sealed, seconds),
  ]
}

/** The ticket that belongs to a state, once: whoever comes with a copy of it later gets nothing. */
export const takeTicket = async (
  state: string,
  signIn: SignInSettings,
  cookie: string | null,
): Promise<Ticket | undefined> => {
  const now = Date.now()
  const text = cookiesOf(cookie, nameOf(state)).get(nameOf(state)) ?? ''
  const parsed = ticketShape.safeParse(await unseal(text, sealing(signIn), now))
  if (!parsed.success || parsed.data.state !== state || !firstUse(state, now)) return undefined
  return parsed.data
}

/** The cookie of a sign-in that has come to its end, well or not. */
export const dropTicket = (state: string): string => clearCookie(publicOrigin(), nameOf(state))

/** The provider takes each code once; this holds besides for all that this replica has seen while a ticket is good. */
const firstUse = (state: string, now: number): boolean => {
  const used = processWide('sluice.sign-in.used', () => new Map<string, number>())
  for (const [other, end] of used) if (end <= now) used.delete(other)
  if (used.has(state)) return false
  used.set(state, now + seconds * 1000)
  return true
}
