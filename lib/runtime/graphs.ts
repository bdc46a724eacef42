import { graphTitle } from '@/lib/dataflows/graph-title'
import type { DataflowRow, GraphRow } from '@/lib/dataflows/row'
import type { SideName } from './bridge'
import type { Judgement } from './judge'
import type { State } from './state'

/** Of a graph: the endpoints of each side beyond the first, which a dataflow cannot have. */
export type Also = Readonly<Record<SideName, readonly string[]>>

/** A dataflow, or a graph in its shape. */
export type BridgeRow = DataflowRow & { also?: Also }

/** A graph as a bridge is made from it: both report in the same words and run in the pods of a profile. */
export const graphAsRow = ({ name, sides, topics, ...graph }: GraphRow): BridgeRow => {
  const of = (side: SideName) => sides.flatMap((one) => (one.side === side ? [one.endpoint] : []))
  const [source, ...sources] = of('source')
  const [destination, ...destinations] = of('destination')
  return {
    ...graph,
    name: graphTitle(name),
    ...(source !== undefined && { source: { endpoint: source, topics: topics.source } }),
    ...(destination !== undefined && { destination: { endpoint: destination, target: topics.destination.join(', ') } }),
    also: { source: sources, destination: destinations },
  }
}

/**
 * A graph reports of each side as a whole: where that is several endpoints, which of them fails is not told, and none of
 * them is called broken.
 */
export const sharedBlame = (judgement: Judgement, also: Also): Judgement => {
  const shared = (side: SideName): State => {
    const state = judgement[side]
    if (also[side].length === 0 || state.state !== 'disconnected') return state
    const text = `One of its ${also[side].length + 1} ${side}s fails, and not which is reported. ${state.reason?.text ?? ''}`
    return { ...state, state: 'degraded', reason: { ...state.reason, text: text.trim() } }
  }
  return { ...judgement, source: shared('source'), destination: shared('destination') }
}
