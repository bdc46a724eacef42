import type { Bridge } from '@/lib/runtime/bridge'
import { endpointsIn } from '@/lib/runtime/overview-query'
import type { StateName } from '@/lib/runtime/state'
import { counts, verdict, type Verdict } from '@/lib/runtime/verdict'

/** What stands above the bridges. The server makes it from all of them, also when it sends only the first with the page. */
export type Summary = {
  verdict: Verdict
  counts: Readonly<Record<StateName, number>>
  endpoints: readonly { endpoint: string; count: number }[]
  total: number
}

export const summaryOf = (bridges: readonly Bridge[], now: number): Summary => ({
  verdict: verdict(bridges, now),
  counts: counts(bridges),
  endpoints: endpointsIn(bridges),
  total: bridges.length,
})
