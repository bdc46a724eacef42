import type { Bridge } from '@/lib/runtime/bridge'
import { tones, type StateName } from '@/lib/runtime/state'

/** How a link stands once everything is written, by the reports on its bridges. */
export type Outcome =
  /** Nobody has reported yet, which is ordinary for about two minutes. */
  | 'waiting'
  /** Both sides of every bridge are reported as connected. */
  | 'connected'
  /** Something ails one of them, or nobody can tell how it stands: the doctor knows more. */
  | 'trouble'
  /** Somebody has paused one; the rest is well. */
  | 'paused'

/** States that are no news yet, or good news. */
const patient: readonly StateName[] = ['waiting', 'connected', 'paused', 'not-in-use']

/** Nothing for a bridge that the live view does not show yet. */
export const outcomeOf = (bridges: readonly (Pick<Bridge, 'source' | 'destination'> | undefined)[]): Outcome => {
  const sides = bridges.flatMap((bridge) =>
    bridge ? [bridge.source.state, bridge.destination.state] : ['waiting' as const],
  )
  if (sides.some((state) => !patient.includes(state))) return 'trouble'
  if (sides.some((state) => state === 'paused')) return 'paused'
  return sides.length > 0 && sides.every((state) => tones[state] === 'good') ? 'connected' : 'waiting'
}
