import type { State } from './state'

export type SideName = 'source' | 'destination'

/** One side of a bridge. */
export type Side = State & {
  /** Name of the endpoint, empty when the dataflow names none. */
  endpoint: string
  /** Topic filters of the source, or where the destination writes. */
  topics: readonly string[]
}

/** A dataflow seen as a connection: source endpoint → destination endpoint, each side with its own state. */
export type Bridge = {
  /** Name of the dataflow. */
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
