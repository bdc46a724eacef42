import type { Bridge } from './bridge'
import { type State, worstFirst } from './state'

const rank: ReadonlyMap<string, number> = new Map(worstFirst.map((state, at) => [state, at]))

/** How bad a state is, 0 the worst. */
export const rankOf = ({ state }: Pick<State, 'state'>): number => rank.get(state) ?? worstFirst.length

/**
 * How much a side says against its endpoint, lowest the worst. *Affected* says nothing: the trouble is elsewhere, so that the
 * endpoint works for another bridge weighs more.
 */
export const againstEndpoint = ({ state }: Pick<State, 'state'>): number =>
  state === 'affected' ? rankOf({ state: 'connected' }) + 0.5 : rankOf({ state })

const nameKeys = new WeakMap<Bridge, string>()

/** Numbers in names count as numbers: `line-9` before `line-10`. A collator would do so too, ten times slower. */
export const nameKey = (bridge: Bridge): string => {
  const cached = nameKeys.get(bridge)
  if (cached !== undefined) return cached
  const key = bridge.name.replace(/\d+/g, (digits) => digits.padStart(12, '0'))
  nameKeys.set(bridge, key)
  return key
}

export const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** Worst first, of equal ones the longest first, then by name; whose time is not known comes after. */
export const byUrgency = (one: Bridge, other: Bridge): number =>
  rankOf(one.worst) - rankOf(other.worst) ||
  compare(one.worst.since ?? Infinity, other.worst.since ?? Infinity) ||
  compare(nameKey(one), nameKey(other))
