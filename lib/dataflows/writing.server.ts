import 'server-only'
import type { Call } from '@/lib/access/call'
import type { Applied } from '@/lib/core/editing'
import { mayHaveArrived } from '@/lib/core/lost-write'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { bridgeChanges, givenToBridge, labelsOf } from './bridge-fields'
import { newDataflow, type NewDataflow } from './bridge-spec'
import { attempts, type DataflowCluster, openCluster } from './cluster.server'
import type { BridgeConflict } from './editing'
import { createFailure, goneUnderForm, invalid, overlapping, replaced, restless } from './failures'
import type { CreateInput, UpdateInput } from './inputs'
import { type BridgePlan, planBridgeUpdate } from './plan-update'
import { bridgeProblems } from './problems'
import { withFormFields } from './resource-issues'
import type { BridgeContext } from './rules/define'

/** Creates a dataflow of what a form holds. What the cluster has against it comes back under the form's fields. */
export const createDataflow = async ({ input, viewer, note }: Call<CreateInput>): Promise<Result<Applied>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  note({ changes: givenToBridge(input.values) })
  const resource = await resourceOf(cluster.value, input)
  if (!resource.ok) return resource
  const answer = await cluster.value.create(resource.value)
  if (!answer.ok) return failed(createFailure(answer.failure))
  note({ uid: answer.value.metadata.uid })
  return written(answer.value)
}

/** What a form makes, or what blocks it in the words of the form. Which names are taken is for the API server to say. */
export const resourceOf = async (
  cluster: DataflowCluster,
  { name, values, like }: CreateInput,
): Promise<Result<NewDataflow>> => {
  const issues = bridgeProblems({ name, values, cluster: await cluster.around(values) })
  return issues.length > 0 ? invalid(issues) : success(newDataflow(name, values, like))
}

type Answer = Result<Applied, Failure | BridgeConflict>

/**
 * Writes what an operator changed, and nothing else. Changes that somebody else made meanwhile are merged field by field;
 * where both changed the same one nothing is written and the answer is a `BridgeConflict`. Deleted meanwhile is
 * `not-found`; deleted and made anew (another `uid`) is `conflict` without `conflicts`.
 */
export const updateDataflow = async ({ input, viewer, note }: Call<UpdateInput>): Promise<Answer> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  note({ changed: bridgeChanges(input.base, input.values).map(({ field }) => field) })

  // The watched copy is good for a write that insists on its version and for nothing else: it may be a moment old.
  const [around, watched] = await Promise.all([cluster.around(input.values), cluster.watched(input.name)])
  let current = watched && settle(input, watched, around).kind === 'write' ? watched : undefined

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (!current) {
      const live = await cluster.live(input.name)
      if (!live.ok) return live.failure.code === 'not-found' ? goneUnderForm(input.name) : live
      current = live.value
    }
    const plan = settle(input, current, around)
    if (plan.kind === 'nothing') {
      note({ deed: 'keep-dataflow' })
      return success({ ...written(current, plan.merged).value, changed: false })
    }
    if (plan.kind !== 'write') return refusalOf(plan, input.name)
    note({ changes: plan.changes, merged: labelsOf(plan.merged) })
    const answer = await cluster.patch(input.name, plan.patch)
    if (answer.ok) return written(answer.value, plan.merged)
    if (answer.failure.code !== 'conflict') return refused(cluster, input, around, answer.failure, plan.merged)
    current = undefined
  }
  return restless(input.name)
}

type Settled = BridgePlan | { kind: 'replaced' }

export const settle = (input: UpdateInput, current: KubernetesObject, around: BridgeContext): Settled =>
  current.metadata.uid === input.uid ? planBridgeUpdate(input, current, around) : { kind: 'replaced' }

/** Why a change is not written. */
export const refusalOf = (plan: Exclude<Settled, { kind: 'write' | 'nothing' }>, name: string) => {
  switch (plan.kind) {
    case 'conflict':
      return overlapping(name, plan.conflicts, plan.theirs)
    case 'invalid':
      return invalid(plan.issues)
    case 'replaced':
      return replaced(name)
  }
}

/** A write that was not confirmed: it may stand all the same, or its object may be gone. One look tells. */
const refused = async (
  cluster: DataflowCluster,
  input: UpdateInput,
  around: BridgeContext,
  failure: Failure,
  merged: string[],
): Promise<Answer> => {
  if (failure.code === 'not-found') {
    const live = await cluster.live(input.name)
    return !live.ok && live.failure.code === 'not-found' ? goneUnderForm(input.name) : failed(failure)
  }
  if (mayHaveArrived(failure)) {
    const found = await cluster.afterLostAnswer(input.name)
    if (found.ok && settle(input, found.value, around).kind === 'nothing') return written(found.value, merged)
  }
  return failed(withFormFields(failure))
}

export const written = ({ metadata }: KubernetesObject, merged: string[] = []) =>
  success<Applied>({ name: metadata.name, resourceVersion: metadata.resourceVersion ?? '', changed: true, merged })
