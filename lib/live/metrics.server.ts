import 'server-only'
import { Gauge, Histogram } from 'prom-client'
import { registry } from '@/lib/core/metrics.server'
import { processWide } from '@/lib/core/process-wide.server'
import type { CopyHealth } from './instance-hub.server'

/** How long changes waited in the portal until all viewers had been handed them, seconds. */
export const observeBatch = (seconds: number): void =>
  processWide(
    'sluice.metrics.batches',
    () =>
      new Histogram({
        name: 'sluice_live_lag_seconds',
        help: 'From the first change of a batch reaching the portal to all viewers having been handed the batch.',
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5],
        registers: [registry()],
      }),
  ).observe(seconds)

type Live = { copies: readonly CopyHealth[]; viewers: readonly { instance: string; viewers: number }[] }

const gauge = (name: string, help: string, labelNames: readonly string[]) =>
  new Gauge({ name, help, labelNames, registers: [registry()] })

const gauges = () =>
  processWide('sluice.metrics.live', () => ({
    viewers: gauge('sluice_viewers', 'Open live streams.', ['instance']),
    silence: gauge('sluice_copy_silence_seconds', 'Since when the cluster has not been heard of for this kind.', [
      'instance',
      'resource',
    ]),
    steps: gauge('sluice_copy_steps', 'What the watch of a kind has been through since it began, by step.', [
      'instance',
      'resource',
      'step',
    ]),
  }))

/** Takes the live figures into the registry, as of now. Called before it is read. */
export const noteLive = ({ copies, viewers }: Live, now: number): void => {
  const all = gauges()
  // What is no longer watched must not be told of.
  for (const one of Object.values(all)) one.reset()
  for (const each of viewers) all.viewers.set({ instance: each.instance }, each.viewers)
  for (const { instance, resource, counters, freshness } of copies) {
    if ('asOf' in freshness) all.silence.set({ instance, resource }, Math.max(0, now - freshness.asOf) / 1000)
    for (const [step, count] of Object.entries(counters)) all.steps.set({ instance, resource, step }, count)
  }
}
