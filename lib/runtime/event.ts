import type { LiveRow } from '@/lib/live/protocol'

/** What a browser gets of each Kubernetes event about what runs here. */
export type EventRow = LiveRow & {
  about: { kind: string; name: string; uid?: string }
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  count: number
  /** Epoch milliseconds. */
  firstAt: number
  lastAt: number
  /** Who reported it. */
  by: string
}
