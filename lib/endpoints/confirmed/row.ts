import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { bridgesOf, trialEndOf, trialOf, type TrialOutcome } from './trial'

/** A trial as browsers get it with the endpoint's row: what a bar tells of it, and nothing to undo it with. */
export type TrialRow = OpenTrialRow | EndedTrialRow

export type OpenTrialRow = {
  id: string
  state: 'open'
  at: number
  until: number
  by: string
  /** Bridges that have to be back. */
  watched: readonly string[]
  /** Bridges that do not count. */
  amiss: readonly string[]
  /** Fields that were changed, as people call them. */
  fields: readonly string[]
  /** Somebody has changed the settings since: they cannot be restored any more. */
  overtaken: boolean
}

export type EndedTrialRow = { id: string; state: 'ended'; how: TrialOutcome; at: number; why: string }

/** More names than a sentence tells need not travel. */
const mostNames = 12

export const trialRow = (object: KubernetesObject): TrialRow | undefined => {
  const trial = trialOf(object)
  if (trial) {
    const { id, at, until, by, watched, amiss, changes, generation } = trial
    return {
      ...{ id, state: 'open', at, until, by },
      watched: bridgesOf(watched).slice(0, mostNames),
      amiss: amiss.slice(0, mostNames),
      fields: changes.map(({ field, label = field }) => label).slice(0, mostNames),
      overtaken: object.metadata.generation !== generation,
    }
  }
  const end = trialEndOf(object)
  return end && { id: end.id, state: 'ended', how: end.how, at: end.at, why: end.why }
}
