import type { Failure } from '@/lib/core/result'
import { firstSyncPatience } from './sync-status'

/**
 * A run from what was typed to objects in the cluster, as a pure state machine: above all the sync run from pasted value to
 * working endpoint. The browser drives it, one action per step, so that each step's end is seen at once. Each step is
 * idempotent: a retry goes on at the failed one, and repeating a step that was done without anybody hearing of it does
 * nothing twice. The value travels in the first step only.
 */
export const stepLabels = {
  vault: 'Store in Key Vault',
  'provider-class': 'List in the provider class',
  'sync-object': 'Create the sync object',
  secret: 'Secret present in the cluster',
  content: 'Content verified',
  endpoint: 'Endpoint applied',
} as const

export type StepId = keyof typeof stepLabels

export type StepState =
  | { state: 'waiting' }
  | { state: 'running'; since: number; note?: string }
  | { state: 'done'; since: number; tookMs: number; detail?: string }
  | { state: 'failed'; at: number; failure: Failure }

export type Step<Id extends string = StepId> = StepState & { id: Id; label: string }

export type Run<Id extends string = StepId> = { steps: Step<Id>[] }

export type RunPlan = {
  /** Is there a new value to store? Not when existing vault secrets were picked. */
  stores: boolean
  /** Is the Secret Store extension there? Otherwise the portal writes the Secret itself. */
  extension: boolean
  /** Does an endpoint follow? Not when rotating. */
  endpoint: boolean
}

export const planRun = ({ stores, extension, endpoint }: RunPlan): Run => {
  const ids: StepId[] = [
    ...(stores ? (['vault'] as const) : []),
    ...(extension ? (['provider-class', 'sync-object'] as const) : []),
    'secret',
    'content',
    ...(endpoint ? (['endpoint'] as const) : []),
  ]
  const direct: Partial<Record<StepId, string>> = extension ? {} : { secret: 'Write the Secret' }
  return runOf(ids.map((id) => ({ id, label: direct[id] ?? stepLabels[id] })))
}

/** A run of any steps, none of them begun. */
export const runOf = <Id extends string>(steps: readonly { id: Id; label: string }[]): Run<Id> => ({
  steps: steps.map(({ id, label }) => ({ id, label, state: 'waiting' })),
})

const change = <Id extends string>(
  run: Run<Id>,
  id: Id,
  allowed: readonly StepState['state'][],
  next: (step: Step<Id>) => StepState,
): Run<Id> => ({
  steps: run.steps.map((step) =>
    step.id === id && allowed.includes(step.state) ? { id: step.id, label: step.label, ...next(step) } : step,
  ),
})

/** The step to run now: the first that is not done. Nothing while one runs, or when all is done. */
export const nextStep = <Id extends string>({ steps }: Run<Id>): Id | undefined => {
  const open = steps.find(({ state }) => state !== 'done')
  return open?.state === 'running' ? undefined : open?.id
}

export const isFinished = ({ steps }: Run<string>) => steps.every(({ state }) => state === 'done')

export const failedStep = <Id extends string>({ steps }: Run<Id>) => steps.find((step) => step.state === 'failed')

/** Starts a step, or starts it again after it failed. Only the next one can start. */
export const begin = <Id extends string>(run: Run<Id>, id: Id, now: number): Run<Id> =>
  nextStep(run) === id ? change(run, id, ['waiting', 'failed'], () => ({ state: 'running', since: now })) : run

/** Says what a running step is waiting for. */
export const hold = <Id extends string>(run: Run<Id>, id: Id, note: string): Run<Id> =>
  change(run, id, ['running'], (step) => ({
    state: 'running',
    since: step.state === 'running' ? step.since : 0,
    note,
  }))

export const finish = <Id extends string>(run: Run<Id>, id: Id, now: number, detail?: string): Run<Id> =>
  change(run, id, ['running'], (step) => ({
    state: 'done',
    since: now,
    tookMs: step.state === 'running' ? Math.max(0, now - step.since) : 0,
    detail,
  }))

export const fail = <Id extends string>(run: Run<Id>, id: Id, now: number, failure: Failure): Run<Id> =>
  change(run, id, ['running'], () => ({ state: 'failed', at: now, failure }))

/** What stands after a failure, in one sentence: nothing is half-done without being said. */
export const whatStands = (run: Run): string => {
  const done = run.steps.filter(({ state }) => state === 'done').map(({ id }) => id)
  if (done.length === 0) return 'Nothing has been changed.'
  const saved = done.includes('vault')
  const rest = done.filter((id) => id !== 'vault').map((id) => standing[id])
  const parts = [...(saved ? ['the values are saved in Key Vault'] : []), ...rest]
  const used = done.includes('endpoint') ? '' : ', not yet in use by the endpoint'
  return `${sentence(parts)}${used}. Retry goes on from here and stores nothing twice.`
}

const standing: Record<Exclude<StepId, 'vault'>, string> = {
  'provider-class': 'the provider class lists them',
  'sync-object': 'the sync object exists',
  secret: 'the Secret is in the cluster',
  content: 'its content is verified',
  endpoint: 'the endpoint is applied',
}

const sentence = (parts: readonly string[]) => {
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * How long to wait before looking again for a Secret: quickly at first, slower later; nothing once the time in which a
 * first sync ordinarily arrives is over.
 */
export const pollAfter = (waitedMs: number): number | undefined => {
  if (waitedMs < 10_000) return 500
  if (waitedMs < 60_000) return 2_000
  return waitedMs < firstSyncPatience ? 5_000 : undefined
}
