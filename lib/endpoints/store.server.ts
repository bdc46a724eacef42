import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { type EndpointCluster, openCluster } from './cluster.server'
import type { Applied, ConflictFailure } from './editing'
import { invalid, overlapping, replaced, restless } from './failures'
import { differingFields } from './form-values'
import type { CreateInput, UpdateInput } from './inputs'
import { newResource } from './new-resource'
import { planUpdate, type UpdatePlan } from './plan-update'
import { withFormFields } from './resource-issues'
import type { EndpointResource } from './resource-types'
import { endpointTypeById } from './types'
import type { EndpointType } from './types/define'

/** Somebody else's writes may come in between this often before the operator is told. */
const attempts = 4

/** Creates an endpoint of one of the types with a form. Field errors of the API server come back under form keys. */
export const createEndpoint = async ({ input, note }: Call<CreateInput>): Promise<Result<Applied>> => {
  const cluster = openCluster(input.instance)
  if (!cluster.ok) return cluster
  const type = endpointTypeById(input.type)
  note({ changed: differingFields(type, input.values).map(({ key }) => key) })
  const answer = await cluster.value.client.create('dataflowendpoints', await resourceOf(cluster.value, type, input))
  if (!answer.ok) return failed(createFailure(type, answer.failure))
  return success({ ...applied(answer.value), changed: true, merged: [] })
}

export const resourceOf = async (
  cluster: EndpointCluster,
  type: EndpointType,
  { name, values }: Pick<CreateInput, 'name' | 'values'>,
): Promise<EndpointResource> => newResource(type, name, values, { hostType: await cluster.servesHostType() })

/** A name that is taken is the name field's fault. */
export const createFailure = (type: EndpointType, failure: Failure): Failure =>
  failure.code === 'exists'
    ? {
        ...failure,
        issues: [{ path: 'name', message: 'There is already an endpoint of this name. Choose another one.' }],
      }
    : withFormFields(type, failure)

/**
 * Writes what an operator changed, and nothing else. Changes that somebody else made meanwhile are merged field by field;
 * where both changed the same one nothing is written and the answer is a `ConflictFailure`. Deleted meanwhile is
 * `not-found`; deleted and made anew (another `uid`) is `conflict` without `conflicts`.
 */
export const updateEndpoint = async ({
  input,
  note,
}: Call<UpdateInput>): Promise<Result<Applied, Failure | ConflictFailure>> => {
  const opened = openCluster(input.instance)
  if (!opened.ok) return opened
  const cluster = opened.value
  const type = endpointTypeById(input.type)

  // The watched copy saves a round trip. It may be a moment old, so it is good for a write that insists on its version
  // and for nothing else: any other verdict is made on the live object.
  const watched = await cluster.watched(input.name)
  let basis: Result<EndpointResource> | undefined
  if (watched?.metadata.uid === input.uid && planUpdate(type, input, watched).kind === 'write') basis = success(watched)

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    basis ??= await cluster.live(input.name)
    if (!basis.ok) return basis
    const { value: current } = basis
    const step = settle(type, input, current)
    if (step.kind !== 'write') return step.answer
    const answer = await cluster.client.mergePatch('dataflowendpoints', input.name, step.plan.patch)
    note({ changed: step.changed })
    if (answer.ok) return success({ ...applied(answer.value), changed: true, merged: step.plan.merged })
    if (answer.failure.code !== 'conflict') return failed(await writeFailure(cluster, type, input.name, answer.failure))
    basis = undefined
  }
  return restless(input.name)
}

type Step =
  | { kind: 'write'; plan: Extract<UpdatePlan, { kind: 'write' }>; changed: string[] }
  | { kind: 'answer'; answer: Result<Applied, Failure | ConflictFailure> }

const settle = (type: EndpointType, input: UpdateInput, current: EndpointResource): Step => {
  const { name, uid, resourceVersion = '' } = current.metadata
  if (uid !== input.uid) return { kind: 'answer', answer: replaced(name) }
  const plan = planUpdate(type, input, current)
  switch (plan.kind) {
    case 'write': {
      const changed = type.fields.map(({ key }) => key).filter((key) => input.values[key] !== input.base[key])
      return { kind: 'write', plan, changed }
    }
    case 'nothing':
      return { kind: 'answer', answer: success({ name, resourceVersion, changed: false, merged: plan.merged }) }
    case 'conflict':
      return { kind: 'answer', answer: overlapping(name, plan.conflicts, plan.theirs) }
    case 'invalid':
      return { kind: 'answer', answer: invalid(plan.issues) }
  }
}

/** A patch of what is gone answers 404; read once more to say so in the words of the form. */
const writeFailure = async (cluster: EndpointCluster, type: EndpointType, name: string, failure: Failure) => {
  if (failure.code !== 'not-found') return withFormFields(type, failure)
  const live = await cluster.live(name)
  return live.ok ? failure : live.failure
}

export const applied = ({ metadata }: KubernetesObject): Pick<Applied, 'name' | 'resourceVersion'> => ({
  name: metadata.name,
  resourceVersion: metadata.resourceVersion ?? '',
})
