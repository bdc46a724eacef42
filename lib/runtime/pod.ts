import type { LiveRow } from '@/lib/live/protocol'

/** What a browser gets of each pod of the instance that matters here. */
export type PodRow = LiveRow & {
  uid: string
  /** What runs in it, read from its name and labels. */
  role: 'dataflow' | 'operator' | 'broker' | 'other'
  /** Of dataflow pods: the profile they run. */
  profile?: string
  /** `status.phase`, or `Terminating`. */
  phase: string
  ready: boolean
  /** When `ready` last changed, epoch milliseconds. */
  readySince?: number
  restarts: number
  /** Why a container waits or ended: `CrashLoopBackOff`, `OOMKilled`, … */
  reason?: string
  message?: string
  node?: string
  startedAt?: number
}
