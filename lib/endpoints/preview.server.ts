import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { openCluster } from './cluster.server'
import type { EndpointCluster } from './cluster.server'
import type { ConflictFailure, Preview } from './editing'
import { invalid, overlapping, replaced } from './failures'
import type { CreateInput, PreviewInput, UpdateInput } from './inputs'
import { planUpdate } from './plan-update'
import { withFormFields } from './resource-issues'
import { createFailure, resourceOf, typeOn } from './store.server'
import { isTree, mergePatched } from '@/lib/core/tree'
import { resourceYaml } from './yaml'

type Answer = Result<Preview, Failure | ConflictFailure>

/** What a write would leave behind, in the API server's own words: a dry run, which changes nothing. */
export const previewEndpoint = async ({ input, viewer }: Call<PreviewInput>): Promise<Answer> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  return input.intent === 'create' ? previewCreate(cluster.value, input) : previewUpdate(cluster.value, input)
}

const previewCreate = async (cluster: EndpointCluster, input: CreateInput): Promise<Answer> => {
  const type = await typeOn(cluster, input.type)
  const resource = await resourceOf(cluster, type, input)
  if (!resource.ok) return resource
  const answer = await cluster.create(resource.value, { dryRun: true })
  if (answer.ok) return success({ before: '', after: resourceYaml(answer.value) })
  if (refusesDryRun(answer.failure)) return success({ before: '', after: resourceYaml(resource.value), unchecked })
  return failed(createFailure(type, answer.failure))
}

const previewUpdate = async (cluster: EndpointCluster, input: UpdateInput): Promise<Answer> => {
  const type = await typeOn(cluster, input.type)
  const live = await cluster.live(input.name)
  if (!live.ok) return live
  const current = live.value
  if (current.metadata.uid !== input.uid) return replaced(input.name)
  const plan = planUpdate(type, input, current)
  const before = resourceYaml(current)
  switch (plan.kind) {
    case 'nothing':
      return success({ before, after: before })
    case 'conflict':
      return overlapping(input.name, plan.conflicts, plan.theirs)
    case 'invalid':
      return invalid(plan.issues)
    case 'write': {
      const answer = await cluster.patch(input.name, plan.patch, { dryRun: true })
      if (answer.ok) return success({ before, after: resourceYaml(answer.value) })
      if (!refusesDryRun(answer.failure)) return failed(withFormFields(type, answer.failure))
      const spec = isTree(plan.patch.spec) ? plan.patch.spec : {}
      const merged: KubernetesObject = { ...current, spec: mergePatched(current.spec, spec) }
      return success({ before, after: resourceYaml(merged), unchecked })
    }
  }
}

/** The API server refuses a dry run where an admission webhook does not declare that it supports one. */
export const refusesDryRun = ({ message, next = '' }: Failure): boolean =>
  /does not support dry run/i.test(`${message} ${next}`)

export const unchecked =
  'The cluster does not offer a trial run here, so it has not checked this. It is what the portal will send.'
