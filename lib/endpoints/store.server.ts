import 'server-only'
import type { Call } from '@/lib/access/call'
import { mayHaveArrived } from '@/lib/core/lost-write'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { givenFields, labelsOf } from './changes'
import { type EndpointCluster, openCluster } from './cluster.server'
import type { Applied, ConflictFailure } from './editing'
import { onTrial } from './confirmed/begin.server'
import { type EndpointForm, checkForm } from './form-check'
import { invalid, overlapping, replaced, restless } from './failures'
import type { CreateInput, UpdateInput } from './inputs'
import { newResource } from './new-resource'
import { planUpdate, type UpdatePlan } from './plan-update'
import { withFormFields } from './resource-issues'
import type { EndpointResource } from './resource-types'
import { asServed, spellingOf } from './served'
import { endpointTypeById } from './types'
import type { EndpointType } from './types/define'

/** Somebody else's writes may come in between this often before the operator is told. */
const attempts = 4

/** Creates an endpoint of one of the types with a form. Field errors of the API server come back under form keys. */
export const createEndpoint = async ({ input, viewer, note }: Call<CreateInput>): Promise<Result<Applied>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const type = await typeOn(cluster.value, input.type)
  note({ changes: givenFields(type, input.values) })
  const resource = await resourceOf(cluster.value, type, input)
  if (!resource.ok) return resource
  const answer = await cluster.value.create(resource.value)
  if (!answer.ok) return failed(createFailure(type, answer.failure))
  note({ uid: answer.value.metadata.uid })
  return written(answer.value)
}

/** A type as the cluster takes it. */
export const typeOn = async (cluster: EndpointCluster, id: string): Promise<EndpointType> =>
  asServed(await cluster.served(), endpointTypeById(id))

/** What a form makes, or what blocks it in the words of the form. Which names are taken is for the API server to say. */
export const resourceOf = async (
  cluster: EndpointCluster,
  type: EndpointType,
  draft: EndpointForm,
): Promise<Result<EndpointResource>> => {
  const { form, issues } = checkForm(type, draft, { cluster: { namespace: cluster.namespace } })
  if (issues.length > 0) return invalid(issues)
  return success(newResource(type, form.name, form.values, spellingOf(await cluster.served(), type)))
}

/** A name that is taken is the name field's fault. */
export const createFailure = (type: EndpointType, failure: Failure): Failure =>
  failure.code === 'exists'
    ? {
        ...failure,
        issues: [{ path: 'name', message: 'There is already an endpoint of this name. Choose another one.' }],
      }
    : withFormFields(type, failure)

type Answer = Result<Applied, Failure | ConflictFailure>

/**
 * Writes what an operator changed, and nothing else. Changes that somebody else made meanwhile are merged field by field;
 * where both changed the same one nothing is written and the answer is a `ConflictFailure`. Deleted meanwhile is
 * `not-found`; deleted and made anew (another `uid`) is `conflict` without `conflicts`.
 */
export const updateEndpoint = async ({ input, viewer, operationId, note }: Call<UpdateInput>): Promise<Answer> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  const type = await typeOn(cluster, input.type)
  note({ changed: type.fields.map(({ key }) => key).filter((key) => input.values[key] !== input.base[key]) })

  // The watched copy saves a round trip. It may be a moment old, so it is good for a write that insists on its version
  // and for nothing else: any other verdict is made on the live object.
  const watched = await cluster.watched(input.name)
  let current = watched && settle(type, input, watched).kind === 'write' ? watched : undefined

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (!current) {
      const live = await cluster.live(input.name)
      if (!live.ok) return live
      current = live.value
    }
    const plan = settle(type, input, current)
    if (plan.kind === 'nothing') note({ deed: 'keep-endpoint' })
    if (plan.kind !== 'write') return answerOf(plan, current)
    note({ changes: plan.changes, merged: labelsOf(type, plan.merged) })
    const patch = await onTrial({ input, viewer, operationId, note }, plan, current)
    if (!patch.ok) return patch
    const answer = await cluster.patch(input.name, patch.value)
    if (answer.ok) return written(answer.value, plan.merged)
    if (answer.failure.code !== 'conflict') return refused(cluster, type, input, answer.failure, plan.merged)
    current = undefined
  }
  return restless(input.name)
}

type Settled = UpdatePlan | { kind: 'replaced' }

const settle = (type: EndpointType, input: UpdateInput, current: EndpointResource): Settled =>
  current.metadata.uid === input.uid ? planUpdate(type, input, current) : { kind: 'replaced' }

const answerOf = (plan: Exclude<Settled, { kind: 'write' }>, current: EndpointResource): Answer => {
  const { name } = current.metadata
  switch (plan.kind) {
    case 'nothing':
      return success({ ...written(current, plan.merged).value, changed: false })
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
  cluster: EndpointCluster,
  type: EndpointType,
  input: UpdateInput,
  failure: Failure,
  merged: string[],
): Promise<Answer> => {
  if (failure.code === 'not-found') {
    const live = await cluster.live(input.name)
    return live.ok ? failed(failure) : live
  }
  if (mayHaveArrived(failure)) {
    const found = await cluster.afterLostAnswer(input.name)
    if (found.ok && settle(type, input, found.value).kind === 'nothing') return written(found.value, merged)
  }
  return failed(withFormFields(type, failure))
}

export const written = ({ metadata }: KubernetesObject, merged: string[] = []) =>
  success<Applied>({ name: metadata.name, resourceVersion: metadata.resourceVersion ?? '', changed: true, merged })
