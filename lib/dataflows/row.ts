import type { LiveRow } from '@/lib/live/protocol'

/** What a browser gets of each dataflow over the live stream. Times are epoch milliseconds of the cluster's clock. */
export type DataflowRow = LiveRow & {
  uid: string
  profile: string
  mode: 'Enabled' | 'Disabled'
  source?: { endpoint: string; topics: string[] }
  destination?: { endpoint: string; target: string }
  /** Its transformation gives messages a schema. */
  schema?: true
  /** 0 where the cluster does not tell. */
  createdAt: number
  /** When somebody last wrote anything but the status. */
  specChangedAt?: number
  generation?: number
  health?: Health
  older?: OlderStatus
}

/** `status.healthState` of Azure IoT Operations 1.3 and later ("Health status reporting"). */
export type Health = {
  status: 'Available' | 'Degraded' | 'Unavailable' | 'Unknown'
  /** What stood there, where it is none of the four. */
  unknownStatus?: string
  reasonCode?: string
  message?: string
  /** When the state changed, and when it was last reported. */
  lastTransitionTime?: number
  lastUpdateTime?: number
}

/** What earlier versions reported instead. It carries no times. */
export type OlderStatus = {
  provisioning?: { status: string; error?: string }
  runtime?: { level: string; description?: string }
}

export type ProfileRow = LiveRow & { instanceCount: number }

/** What a browser gets of each dataflow graph: which endpoints it uses, any number on each side. */
export type GraphRow = LiveRow & {
  uid: string
  profile: string
  mode: 'Enabled' | 'Disabled'
  sides: { side: 'source' | 'destination'; endpoint: string }[]
  /** What its sources read, and what its destinations write to. */
  topics: { source: string[]; destination: string[] }
  /** 0 where the cluster does not tell. */
  createdAt: number
  specChangedAt?: number
  health?: Health
}
