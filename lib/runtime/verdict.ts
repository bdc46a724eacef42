import { named } from '@/lib/core/named'
import type { Bridge, SideName } from './bridge'
import { type StateName, type Tone, tones, worstFirst } from './state'

/** The instance in one line: `text`, since when (epoch milliseconds), and what else there is: *…, since 12:04; 4 more …*. */
export type Verdict = { text: string; tone: Tone; since?: number; more?: string }

/** How many bridges stand in each state. */
export const counts = (bridges: Iterable<Bridge>): Record<StateName, number> => {
  // Every state is in the list, or it would not compile where the list is used as a table.
  const numbers = Object.fromEntries(worstFirst.map((state) => [state, 0])) as Record<StateName, number>
  for (const { worst } of bridges) numbers[worst.state] += 1
  return numbers
}

/** What needs a word on top, most urgent first; what is not listed is as it was meant or settles by itself. */
const troubles = ['disconnected', 'pods-down', 'degraded', 'stale', 'unknown'] as const satisfies readonly StateName[]

/** The line on top of all bridges. Whether the cluster is in reach at all is the screen's to add. */
export const verdict = (bridges: readonly Bridge[], now: number): Verdict => {
  const total = bridges.length
  if (total === 0) return { text: 'There are no bridges yet: no dataflow connects two endpoints.', tone: 'neutral' }
  const numbers = counts(bridges)
  const worst = troubles.find((state) => numbers[state] > 0)
  if (worst === undefined) return untroubled(numbers, total)

  const those = bridges.filter((bridge) => bridge.worst.state === worst)
  const others = troubles.reduce((sum, state) => sum + (state === worst ? 0 : numbers[state]), 0)
  const since = those.flatMap((bridge) => bridge.worst.since ?? [])
  return {
    text: `${digits(those.length)} of ${bridgesText(total)} ${predicate(worst, those)}`,
    ...(others > 0 && { more: `${digits(others)} more ${others === 1 ? 'needs' : 'need'} a look` }),
    tone: tones[worst],
    // The cluster's clock may be ahead of ours; nothing began in the future.
    ...(since.length > 0 && { since: Math.min(now, ...lowest(since)) }),
  }
}

/** Not spread as it is: ten thousand arguments are too many for a call. */
const lowest = (times: readonly number[]): [number] | [] => {
  let low = Infinity
  for (const time of times) low = Math.min(low, time)
  return low === Infinity ? [] : [low]
}

const digits = (count: number): string => count.toLocaleString('en')

const bridgesText = (count: number): string => `${digits(count)} ${count === 1 ? 'bridge' : 'bridges'}`

const predicate = (state: (typeof troubles)[number], those: readonly Bridge[]): string => {
  const one = those.length === 1
  switch (state) {
    case 'disconnected':
      return `cannot reach ${named(unreachable(those))}`
    case 'pods-down':
      return `${one ? 'is' : 'are'} down: no pod of ${named(unique(those.map(({ profile }) => profile)))} is ready`
    case 'degraded':
      return one ? 'has trouble' : 'have trouble'
    case 'stale':
      return `${one ? 'has' : 'have'} not reported for more than 15 minutes`
    case 'unknown':
      return `${one ? 'does' : 'do'} not tell how ${one ? 'it stands' : 'they stand'}`
  }
}

/** The endpoints that fail, those with most bridges first. */
const unreachable = (those: readonly Bridge[]): string[] => {
  const numbers = new Map<string, number>()
  for (const bridge of those) {
    for (const side of ['source', 'destination'] satisfies SideName[]) {
      const { state, endpoint } = bridge[side]
      if (state === 'disconnected') numbers.set(endpoint, (numbers.get(endpoint) ?? 0) + 1)
    }
  }
  return [...numbers]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([endpoint]) => endpoint || 'an endpoint without a name')
}

const unique = (all: readonly string[]): string[] => [...new Set(all)].sort()

const untroubled = (numbers: Record<StateName, number>, total: number): Verdict => {
  const { paused, waiting, connected } = numbers
  if (paused === total) {
    return {
      text: total === 1 ? 'The only bridge is paused' : `All ${digits(total)} bridges are paused`,
      tone: 'neutral',
    }
  }
  const rest = paused > 0 ? `, ${digits(paused)} ${paused === 1 ? 'is' : 'are'} paused` : ''
  if (connected + paused < total) {
    const waits = waiting === 1 ? 'waits for its first report' : 'wait for their first report'
    return {
      text: `${digits(waiting)} of ${bridgesText(total)} ${waits}${connected > 0 ? `, ${digits(connected)} ${connected === 1 ? 'is' : 'are'} connected` : ''}${rest}`,
      tone: 'neutral',
    }
  }
  const all =
    connected === 1 ? 'The running bridge is connected' : `All ${digits(connected)} running bridges are connected`
  const whole = total === 1 ? 'The only bridge is connected' : `All ${digits(total)} bridges are connected`
  return { text: paused > 0 ? `${all}${rest}` : whole, tone: 'good' }
}
