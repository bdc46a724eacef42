import 'server-only'
import type { FieldChange } from '@/lib/access/call'
import { openErrand } from '@/lib/access/session/errand.server'
import type { DeedName } from '@/lib/access/trail/deeds'
import { beginTrail } from '@/lib/access/trail/trail.server'
import type { Viewer } from '@/lib/access/viewer'
import { log } from '@/lib/core/log.server'
import { failed, type FailureCode, type Result, success } from '@/lib/core/result'
import type { Instance } from '@/lib/kubernetes/instance'
import { openCluster } from '../cluster.server'
import type { Decision } from './decide'
import { errandOf } from './errand.server'
import { restoredChanges, settle } from './settle.server'
import { lastEndOf, type Trial, trialOf, type TrialOutcome } from './trial'

export type Ending = Exclude<Decision, { kind: 'wait' }>

type Of = { instance: Instance; name: string; trial: Trial }

const outcomes = { keep: 'kept', restore: 'restored', abandon: 'abandoned' } as const satisfies Record<
  Ending['kind'],
  TrialOutcome
>

const deeds = { keep: 'confirm-change', restore: 'undo-change', abandon: 'end-trial' } as const satisfies Record<
  Ending['kind'],
  DeedName
>

/** Somebody else's writes may come in between this often before everything is looked at anew. */
const attempts = 3

/** Does what was decided, in the name of who asked for the trial. `conflict`: look again, it is not as it was. */
export const conclude = (of: Of, { kind, why }: Ending): Promise<'done' | FailureCode> => {
  const { instance, name, trial } = of
  const how = outcomes[kind]
  return onRecord(of, deeds[kind], why, async (viewer, note) => {
    const opened = openCluster(instance.id, viewer)
    if (!opened.ok) return opened
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      // Decided by the copy, written to the object as it is.
      const live = await opened.value.live(name)
      if (!live.ok) return live
      const last = lastEndOf(live.value)
      if (last?.id === trial.id) return last.how === how ? success(undefined) : elsewise
      if (trialOf(live.value)?.id !== trial.id) return elsewise
      if (how === 'restored') {
        if (live.value.metadata.generation !== trial.generation) return elsewise
        note(restoredChanges(live.value, trial))
      }
      const answer = await settle(opened.value, live.value, trial, { how, why })
      if (answer.ok || answer.failure.code !== 'conflict') return answer
    }
    return elsewise
  })
}

/** Writes down that a trial is over about which there is nothing left to decide, or it would be told nowhere. */
export const noteEnd = (of: Of, why: string): Promise<'done' | FailureCode> =>
  onRecord(of, 'end-trial', why, async () => success(undefined))

/** Somebody else has decided, or changed the endpoint, since this was. */
const elsewise = failed({ code: 'conflict', message: 'Somebody changed the endpoint meanwhile.' })

const suffixes: { readonly [D in DeedName]?: string } = { 'confirm-change': 'kept', 'undo-change': 'restored' }

/** With a record of who asked for it and why it is done, begun before and completed after. One, however many replicas come to it. */
const onRecord = async (
  { instance, name, trial }: Of,
  deed: DeedName,
  why: string,
  work: (viewer: Viewer, note: (changes: readonly FieldChange[]) => void) => Promise<Result<unknown>>,
): Promise<'done' | FailureCode> => {
  const asker = await openErrand(trial.asker, errandOf(trial), trial.by || instance.actsAs)
  if (!asker.ok) {
    log().warn({ trial: trial.id, instance: instance.id, object: name, code: asker.failure.code }, 'trial not decided')
    return asker.failure.code
  }
  const begun = await beginTrail({
    ...{ operationId: `${trial.id}-${suffixes[deed] ?? 'end'}`, action: 'endpoints.update', viewer: asker.value },
    ...{ instance: instance.id, object: name, uid: trial.uid, deed, shared: true },
  })
  if (!begun.ok) return begun.failure.code
  let changes: readonly FieldChange[] = []
  const result = await work(asker.value, (told) => (changes = told))
  const code = result.ok ? 'done' : result.failure.code
  begun.value.end(code, { deed, changes, why: `${why} As asked with operation ${trial.id}.` })
  return code
}
