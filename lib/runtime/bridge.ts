import type { State } from './state'

export type SideName = 'source' | 'destination'

/** One side of a bridge. */
export type Side = State & {
  /** Name of the endpoint, empty when the dataflow names none. */
  endpoint: string
  /** Further endpoints that it stands for: only a graph has several on one side, and it reports of them together. */
  also?: readonly string[]
  /** Topic filters of the source, or where the destination writes. */
  topics: readonly string[]
}

/** All endpoints of a side; none when the dataflow names none. */
export const endpointsOf = ({ endpoint, also = [] }: Pick<Side, 'endpoint' | 'also'>): readonly string[] =>
  endpoint === '' ? also : [endpoint, ...also]

/** A dataflow, or a graph, seen as a connection: source endpoint → destination endpoint, each side with its own state. */
export type Bridge = {
  /** Name of the dataflow; of a graph its title (`graphTitle`). */
  name: string
  uid: string
  resourceVersion: string
  profile: string
  mode: 'Enabled' | 'Disabled'
  source: Side
  destination: Side
  /** The worse of both sides: what it is sorted and counted by. */
  worst: State
  /** The pods of its profile, and how many the profile asks for. */
  pods: { names: readonly string[]; ready: number; wanted: number }
}
