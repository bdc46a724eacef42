import type { SideName } from './bridge'
import type { FlowCounter } from './flow'
import { samplesOf } from './prometheus'

/** What a dataflow pod counts, and the label that says for which kind of service ("Dataflow metrics", Azure IoT Operations). */
const meters = new Map<string, { side: SideName; label: string }>([
  ['aio_dataflow_messages_received', { side: 'source', label: 'source_service_type' }],
  ['aio_dataflow_messages_sent', { side: 'destination', label: 'target_service_type' }],
])

/** Exporters append `_total` to counters or do not. */
const meterOf = (name: string) => meters.get(name.replace(/_total$/, ''))

/** More kinds of services than the product knows, for each side. */
const mostCounters = 100

export type Total = Pick<FlowCounter, 'side' | 'service' | 'total'>

/** The message counters of a metrics page, each side and kind of service once, whatever else the samples are told apart by. */
export const totalsOf = (metrics: string): Total[] => {
  const totals = new Map<string, Total>()
  for (const { name, labels, value } of samplesOf(metrics, (name) => meterOf(name) !== undefined)) {
    const meter = meterOf(name)
    if (!meter || value < 0) continue
    const service = labels.get(meter.label) || 'Other'
    const key = keyOf({ side: meter.side, service })
    const known = totals.get(key)
    if (known) known.total += value
    else if (totals.size < mostCounters) totals.set(key, { side: meter.side, service, total: value })
  }
  return [...totals.values()]
}

/** What is known of one pod's counters after some readings. Times in epoch milliseconds. */
export type Reading = {
  /** Changes when what counts is started anew: then all counters begin at zero. */
  life: string
  followedSince: number
  readAt: number
  counters: FlowCounter[]
}

/** After a longer gap nobody knows when in it a counter moved: following begins anew. */
export const longestGapMs = 45_000

/**
 * The next reading. The rate is that of the time since the last one; of a counter that has fallen, all it shows has come
 * since it was started anew ("rate()" in the Prometheus documentation). A first reading has no rates, and nothing that it
 * could have seen move.
 */
export const nextReading = (
  before: Reading | undefined,
  totals: readonly Total[],
  life: string,
  at: number,
): Reading => {
  const gap = before && at - before.readAt
  if (!before || gap === undefined || before.life !== life || gap > longestGapMs || gap <= 0)
    return { life, followedSince: at, readAt: at, counters: totals.map((total) => ({ ...total })) }
  const known = new Map(before.counters.map((counter) => [keyOf(counter), counter]))
  const counters = totals.map((now): FlowCounter => {
    const last = known.get(keyOf(now))
    // A counter is first shown when it first counts.
    const from = last && last.total <= now.total ? last.total : 0
    const more = now.total - from
    const movedAt = more > 0 ? at : last?.movedAt
    return { ...now, perSecond: more / (gap / 1_000), ...(movedAt !== undefined && { movedAt }) }
  })
  return { life, followedSince: before.followedSince, readAt: at, counters }
}

const keyOf = ({ side, service }: Pick<Total, 'side' | 'service'>) => `${side} ${service}`
