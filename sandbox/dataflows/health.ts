import type { Health, HealthState } from './types.ts'

/** What a pod, or all pods of a profile, say about one dataflow. */
export interface Verdict {
  status: Health
  reasonCode?: string
  message?: string
}

/** Several instances fold into the worst ("Health status reporting"). */
const SEVERITY: readonly Health[] = ['Unavailable', 'Degraded', 'Unknown', 'Available']

/** The worst verdict, the first of equals; undefined when there is none. */
export const fold = (verdicts: readonly Verdict[]): Verdict | undefined =>
  [...verdicts].sort((a, b) => SEVERITY.indexOf(a.status) - SEVERITY.indexOf(b.status))[0]

const same = (a: Verdict, b: Verdict) =>
  a.status === b.status && a.reasonCode === b.reasonCode && a.message === b.message

/**
 * The health state to write next, or undefined when the one that is there still tells it: it is written on change, and once its
 * last update is `refreshMs` old. The time of transition moves with the status and with the reason code.
 */
export function nextState(
  before: HealthState | undefined,
  verdict: Verdict,
  now: number,
  refreshMs: number,
): HealthState | undefined {
  if (before && same(before, verdict) && now - Date.parse(before.lastUpdateTime) < refreshMs) return undefined
  const moved = before?.status !== verdict.status || before.reasonCode !== verdict.reasonCode
  const time = timestamp(now)
  return { ...verdict, lastTransitionTime: moved ? time : before.lastTransitionTime, lastUpdateTime: time }
}

/** Kubernetes writes times to the second. */
export const timestamp = (epochMs: number) => new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z')
