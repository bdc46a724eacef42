import 'server-only'
import type { Call } from '@/lib/access/call'
import { mayHaveArrived } from '@/lib/core/lost-write'
import { failed, type Result } from '@/lib/core/result'
import { openCluster } from '../cluster.server'
import type { Applied } from '../editing'
import { replaced, restless } from '../failures'
import type { TrialInput } from '../inputs'
import { written } from '../store.server'
import { restoredChanges, settle } from './settle.server'
import { trialEndOf, trialOf, type TrialOutcome } from './trial'

/** Keeps a change before its time is up. */
export const keepChange = (call: Call<TrialInput>): Promise<Result<Applied>> => byHand(call, 'kept')

/** Restores the settings from before a change, without waiting for the bridges. */
export const undoChange = (call: Call<TrialInput>): Promise<Result<Applied>> => byHand(call, 'restored')

const attempts = 4

const byHand = async (
  { input, viewer, note }: Call<TrialInput>,
  how: Exclude<TrialOutcome, 'abandoned'>,
): Promise<Result<Applied>> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  note({ deed: how === 'kept' ? 'confirm-change' : 'undo-change' })
  const why = how === 'kept' ? `${viewer.name} kept it.` : `${viewer.name} restored it.`
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const live = await cluster.live(input.name)
    if (!live.ok) return live
    const endpoint = live.value
    if (endpoint.metadata.uid !== input.uid) return replaced(input.name)
    const trial = trialOf(endpoint)
    if (!trial || trial.id !== input.trial) return failed(over(input.name))
    if (how === 'restored') {
      if (endpoint.metadata.generation !== trial.generation) return failed(overtaken(input.name))
      note({ changes: restoredChanges(endpoint, trial) })
    }
    const answer = await settle(cluster, endpoint, trial, { how, why })
    if (answer.ok) return written(answer.value)
    if (mayHaveArrived(answer.failure)) {
      const found = await cluster.afterLostAnswer(input.name)
      const end = found.ok ? trialEndOf(found.value) : undefined
      return found.ok && end?.id === trial.id && end.how === how ? written(found.value) : answer
    }
    if (answer.failure.code !== 'conflict') return answer
  }
  return restless(input.name)
}

const over = (name: string) => ({
  code: 'conflict' as const,
  message: `This change of “${name}” is not on trial any more: it has been decided meanwhile.`,
  next: 'Look at the settings: they are as they will stay.',
})

const overtaken = (name: string) => ({
  code: 'conflict' as const,
  message: `Somebody changed “${name}” again meanwhile, so the settings from before cannot be restored as a whole.`,
  next: 'Edit the endpoint instead.',
})
