import { bareFilter, meet, writtenTopics } from './topics'

/** A bridge as messages go through it. Brokers are told apart by any text. */
export type Hop = {
  name: string
  from: string
  filters: readonly string[]
  to: string
  target: string
}

/** Comparing ten thousand bridges with each other while somebody types is not worth it. */
const mostSteps = 20_000

/**
 * The bridges through which what `bridge` writes comes back to what it reads, in their order: none of them when it reads
 * what it writes itself. Nothing when messages do not come back.
 */
export const loopOf = (bridge: Hop, others: readonly Hop[]): string[] | undefined => {
  const bySource = Map.groupBy(others, ({ from }) => from)
  const seen = new Set<string>()
  let waiting = outOf(bridge, bridge.filters.map(bareFilter), [])
  let steps = 0
  // In widths: the shortest way round is the one that is told.
  while (waiting.length > 0) {
    const back = waiting.find(({ broker, topic }) => broker === bridge.from && taken(bridge, topic).length > 0)
    if (back) return back.through
    const next: Message[] = []
    for (const { broker, topic, through } of waiting) {
      for (const hop of bySource.get(broker) ?? []) {
        if ((steps += 1) > mostSteps) return undefined
        const passing = taken(hop, topic)
        if (passing.length === 0 || through.includes(hop.name)) continue
        for (const message of outOf(hop, passing, [...through, hop.name])) {
          const key = `${message.broker}\n${message.topic}`
          if (!seen.has(key)) next.push(message)
          seen.add(key)
        }
      }
    }
    waiting = next
  }
  return undefined
}

type Message = { broker: string; topic: string; through: string[] }

/** What of a topic filter a bridge reads. */
const taken = ({ filters }: Hop, topic: string): string[] =>
  filters.flatMap((filter) => meet(bareFilter(filter), topic) ?? [])

const outOf = ({ to, target }: Hop, incoming: readonly string[], through: string[]): Message[] =>
  writtenTopics(target, incoming).map((topic) => ({ broker: to, topic, through }))
