import { answered, lostBy, lostRepeatable } from '@/components/shell/lost-answer'
import type { Failure, Result } from '@/lib/core/result'
import {
  begin,
  fail,
  failedStep,
  finish,
  hold,
  nextStep,
  planRun,
  type Run,
  type RunPlan,
  type StepId,
} from '@/lib/secrets/steps'

/** One click that clears what made a step fail; the run then goes on by itself. */
export type Cure = { label: string; run: () => Promise<Result<unknown>> }

export type StepEnd = { ok: true; detail?: string } | { ok: false; failure: Failure; cures?: readonly Cure[] }

export type StepTools = {
  /** Says what the step waits for. */
  hold: (note: string) => void
  /** True once nobody waits for the run any more. */
  stopped: () => boolean
  /** The step has failed before in this run. */
  again: boolean
}

export type Driver<Ids extends string = StepId> = { [Id in Ids]?: (tools: StepTools) => Promise<StepEnd> }

export type RunState<Id extends string = StepId> = { run: Run<Id>; cures: readonly Cure[] }

/** A runner for the steps of a synced secret. */
export const createRunner = (
  plan: RunPlan,
  driver: Driver,
  { labels = {} }: { /** What steps are called in this run. */ labels?: Partial<Record<StepId, string>> } = {},
) => runnerOf({ steps: planRun(plan).steps.map((step) => ({ ...step, label: labels[step.id] ?? step.label })) }, driver)

/**
 * Carries out a run, step by step, each with the driver's action. Stops at the first failure; `go` goes on from there.
 * Outside React, so that drawing the page again never starts a step twice.
 */
export const runnerOf = <Id extends string>(begun: Run<Id>, driver: Driver<Id>) => {
  const now = Date.now
  let state: RunState<Id> = { run: begun, cures: [] }
  let going = false
  let stopped = false
  let under: Promise<void> = Promise.resolve()
  const tried = new Set<Id>()
  const listeners = new Set<() => void>()
  const set = (run: Run<Id>, cures: readonly Cure[] = []) => {
    state = { run, cures }
    for (const listener of listeners) listener()
  }

  const perform = async (id: Id): Promise<StepEnd> => {
    const step: ((tools: StepTools) => Promise<StepEnd>) | undefined = driver[id]
    if (!step) return { ok: true }
    const again = tried.has(id)
    tried.add(id)
    try {
      return await step({ hold: (note) => set(hold(state.run, id, note)), stopped: () => stopped, again })
    } catch (error) {
      return { ok: false, failure: lostBy(error, lostRepeatable) }
    }
  }

  const drive = async () => {
    going = true
    for (let id = nextStep(state.run); id && !stopped; id = nextStep(state.run)) {
      set(begin(state.run, id, now()))
      const end = await perform(id)
      if (end.ok) set(finish(state.run, id, now(), end.detail))
      else {
        set(fail(state.run, id, now(), end.failure), end.cures)
        break
      }
    }
    going = false
  }

  const go = (): Promise<void> => {
    stopped = false
    if (!going) under = drive()
    return under
  }
  const stop = () => {
    stopped = true
  }

  const attempt = async (cure: Cure) => {
    const failed = failedStep(state.run)
    if (!failed || going) return
    going = true
    set(hold(begin(state.run, failed.id, now()), failed.id, `${cure.label} …`))
    const result = await answered(cure.run(), lostRepeatable)
    // Failed and open again: `drive` begins it anew.
    set(fail(state.run, failed.id, now(), result.ok ? failed.failure : result.failure), result.ok ? [] : [cure])
    going = false
    if (result.ok) await drive()
  }

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Begins, or goes on where the run failed or was stopped. */
    go,
    /**
     * Goes on for as long as somebody looks; answers what ends that, for an effect to return. What is under way then is
     * finished, what waits is not begun. React may look away and back again at once, which changes nothing.
     */
    attend: () => {
      void go()
      return stop
    },
    /** Tries a cure, then goes on; when the cure fails, that is what the step failed with. */
    cure: (cure: Cure): Promise<void> => {
      if (!going) under = attempt(cure)
      return under
    },
    stop,
    /** Ends when no step is under way any more: what was sent has been answered by then. */
    settled: () => under,
  }
}

export type Runner<Id extends string = StepId> = ReturnType<typeof runnerOf<Id>>
