import 'server-only'
import type { Call } from '@/lib/access/call'
import type { Applied } from '@/lib/core/editing'
import { mayHaveArrived } from '@/lib/core/lost-write'
import { failed, type Result, success } from '@/lib/core/result'
import { broughtBack, remembered, type RemovedObject } from '@/lib/kubernetes/removed-object'
import { attempts, openCluster } from './cluster.server'
import { nothingLeft, replaced, restless } from './failures'
import type { DeleteInput, RestoreInput } from './inputs'
import { withFormFields } from './resource-issues'
import { written } from './writing.server'

/** Deletes the dataflow that the operator saw (by `uid`), and answers what it was, so that it can be put back. */
export const deleteDataflow = async ({ input, viewer }: Call<DeleteInput>): Promise<Result<RemovedObject>> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  const { name, uid } = input
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const live = await cluster.live(name)
    if (!live.ok) return live.failure.code === 'not-found' ? nothingLeft(name) : live
    if (live.value.metadata.uid !== uid) return replaced(name)
    // Insisting on the version too, what is answered for undo is exactly what was deleted.
    const { resourceVersion } = live.value.metadata
    const answer = await cluster.remove(name, { uid, ...(resourceVersion === undefined ? {} : { resourceVersion }) })
    if (answer.ok) return success(remembered(live.value))
    if (mayHaveArrived(answer.failure)) {
      const found = await cluster.afterLostAnswer(name)
      const went = found.ok ? found.value.metadata.uid !== uid : found.failure.code === 'not-found'
      return went ? success(remembered(live.value)) : answer
    }
    if (answer.failure.code !== 'conflict') return answer
  }
  return restless(name)
}

/** Puts a deleted dataflow back as it was, its profile and everything that no form shows included. */
export const restoreDataflow = async ({ input, viewer, note }: Call<RestoreInput>): Promise<Result<Applied>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  note({ object: input.removed.name, deed: 'restore-dataflow' })
  const answer = await cluster.value.create(broughtBack(input.removed))
  if (!answer.ok) return failed(withFormFields(answer.failure))
  note({ uid: answer.value.metadata.uid })
  return written(answer.value)
}
