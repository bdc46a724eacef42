import { z } from 'zod'
import type { SessionSettings } from '@/lib/core/sign-in-settings'
import type { Person } from '../viewer'

/**
 * A person's sign-in as their cookie holds it. The portal keeps nothing of it, so any replica can take any request.
 * Times are epoch milliseconds.
 */
export type Session = z.infer<typeof sessionShape>

export const sessionShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  user: z.string(),
  groups: z.array(z.string()),
  /** When the person signed in. */
  began: z.number(),
  /** When the person was last known to be there. */
  seen: z.number(),
})

type Limits = Pick<SessionSettings, 'hours' | 'idleMinutes'>

const minute = 60_000

/** When it ends at the latest, whatever the person does: a shift. */
export const endOfShift = ({ began }: Pick<Session, 'began'>, { hours }: Limits): number => began + hours * 60 * minute

/**
 * When it ends if the person does nothing more. Loading a page, writing, and keys and pointer in an open page count as
 * doing something. An open stream does not: a screen that nobody sits at keeps its stream for ever.
 */
export const endOf = (session: Pick<Session, 'began' | 'seen'>, limits: Limits): number =>
  Math.min(endOfShift(session, limits), session.seen + limits.idleMinutes * minute)

/** How often it is worth a new cookie that the person is still there. */
export const renewEvery = ({ idleMinutes }: Pick<Limits, 'idleMinutes'>): number =>
  Math.min(5, idleMinutes / 4) * minute

export const personOf = (session: Session, limits: Limits): Person => ({
  mode: 'person',
  name: session.name,
  user: session.user,
  groups: session.groups,
  session: session.id,
  until: endOf(session, limits),
})
