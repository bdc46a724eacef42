import 'server-only'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { processWide } from './process-wide.server'

/*
 * The figures of this process for Prometheus. Labels come from closed lists and from the kubeconfig's contexts, never from
 * what people type or what a cluster holds, so no name and no value can get into them and their number stays small.
 */

/** Where all figures are kept. Process, memory and event loop are in it from the start. */
export const registry = (): Registry =>
  processWide('sluice.metrics', () => {
    const made = new Registry()
    collectDefaultMetrics({ register: made })
    return made
  })

/** Seconds; from a hit in memory to the deadline of a call. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

const requests = () =>
  processWide('sluice.metrics.requests', () => ({
    total: new Counter({
      name: 'sluice_requests_total',
      help: 'Requests answered, by route of the portal, method and status; aborted: the browser left before the answer.',
      labelNames: ['route', 'method', 'status'],
      registers: [registry()],
    }),
    seconds: new Histogram({
      name: 'sluice_request_seconds',
      help: 'How long requests took from their head to the end of their answer. Live streams are not in it.',
      labelNames: ['route'],
      buckets: durations,
      registers: [registry()],
    }),
  }))

export const countRequest = (
  { route, method, status }: { route: string; method: string; status: string },
  seconds: number | undefined,
): void => {
  requests().total.inc({ route, method, status })
  if (seconds !== undefined) requests().seconds.observe({ route }, seconds)
}

/** One action or handler that went through the wrapper: `result` is `done` or the code of the failure. */
export const countOperation = (permission: string, result: string): void =>
  processWide(
    'sluice.metrics.operations',
    () =>
      new Counter({
        name: 'sluice_operations_total',
        help: 'Actions and handlers, by the permission they need and how they ended.',
        labelNames: ['permission', 'result'],
        registers: [registry()],
      }),
  ).inc({ permission, result })

const calls = (to: 'cluster' | 'vault', help: string, labelNames: readonly string[]) =>
  processWide(
    `sluice.metrics.${to}`,
    () =>
      new Histogram({
        name: `sluice_${to}_call_seconds`,
        help,
        labelNames,
        buckets: durations,
        registers: [registry()],
      }),
  )

/** One call to an API server. `code` is the HTTP status, or `none` when there was no answer. */
export const observeClusterCall = (labels: { verb: string; resource: string; code: string }, seconds: number): void =>
  calls('cluster', 'Time until an API server answered, by verb, resource and HTTP status; none: it did not.', [
    'verb',
    'resource',
    'code',
  ]).observe(labels, seconds)

/** One call to a Key Vault, a wait that it asked for included. `code` is the HTTP status, or `none`. */
export const observeVaultCall = (labels: { verb: string; code: string }, seconds: number): void =>
  calls('vault', 'Time until a Key Vault answered, by verb and HTTP status; none: it did not.', [
    'verb',
    'code',
  ]).observe(labels, seconds)

/** What nobody caught: an error thrown in a timer, or a promise that nobody listened to. */
export const countUncaught = (kind: 'exception' | 'rejection'): void =>
  processWide(
    'sluice.metrics.uncaught',
    () =>
      new Counter({
        name: 'sluice_uncaught_errors_total',
        help: 'Errors that nobody caught, by kind.',
        labelNames: ['kind'],
        registers: [registry()],
      }),
  ).inc({ kind })
