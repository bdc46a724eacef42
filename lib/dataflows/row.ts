import type { LiveRow } from '@/lib/live/protocol'

/** What a browser gets of each dataflow over the live stream. */
export type DataflowRow = LiveRow & {
  uid: string
  profile: string
  mode: 'Enabled' | 'Disabled'
  source?: { endpoint: string; topics: string[] }
  destination?: { endpoint: string; target: string }
}

export type ProfileRow = LiveRow & { instanceCount: number }
