import type { Freshness } from './protocol'

/** What health needs to know of one watched kind. `heartbeatAt` is epoch milliseconds. */
export type Pulse = { instance: string; resource: string; heartbeatAt: number; freshness: Freshness }

/**
 * Is the cluster of an instance in reach? `reachable` as soon as it answers anything, a refusal included; `unknown` while
 * nothing has been tried to its end.
 */
export type Reach = 'reachable' | 'unreachable' | 'unknown'

/**
 * A watch that lives gives a sign of life at least every 90 seconds, which is its patience with a silent API server, and
 * so does a failing one. Two minutes without one mean that its loop has ended.
 */
export const deadAfterMs = 120_000

/** So long after, somebody has had time to look; then a new process is better than this one. */
const restartAfterMs = 300_000

export type Health = {
  /** Fit to be sent requests. */
  ready: boolean
  /** Only a restart would help. */
  broken: boolean
  /** The clusters, by instance. One that is out of reach is no fault of the portal: it shows what it knows and says so. */
  instances: Record<string, Reach>
  /** Watches whose loop has ended, as `instance/resource`. */
  dead: string[]
}

export const healthOf = (pulses: readonly Pulse[], now: number, ending: boolean): Health => {
  const silent = (ms: number) => pulses.filter(({ heartbeatAt }) => now - heartbeatAt >= ms)
  const dead = silent(deadAfterMs)
  return {
    ready: !ending && dead.length === 0,
    broken: silent(restartAfterMs).length > 0,
    instances: Object.fromEntries(
      [...Map.groupBy(pulses, ({ instance }) => instance)].map(([instance, all]) => [instance, reachOf(all)]),
    ),
    dead: dead.map(({ instance, resource }) => `${instance}/${resource}`),
  }
}

/** One answer for all kinds of an instance: they are read from one API server. */
export const reachOf = (pulses: readonly Pick<Pulse, 'freshness'>[]): Reach => {
  const states = pulses.map(({ freshness }) => freshness)
  if (states.some(({ state }) => state === 'live' || state === 'refused' || state === 'missing')) return 'reachable'
  const failing = states.some(
    (freshness) => freshness.state === 'stale' || (freshness.state === 'loading' && freshness.reason !== undefined),
  )
  return failing ? 'unreachable' : 'unknown'
}
