import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import { previewBy, withPatchedSpec } from '@/lib/kubernetes/dry-run'
import { resourceYaml } from '@/lib/kubernetes/resource-yaml'
import { openCluster } from './cluster.server'
import type { EndpointCluster } from './cluster.server'
import type { ConflictFailure, Preview } from './editing'
import { invalid, overlapping, replaced } from './failures'
import type { CreateInput, PreviewInput, UpdateInput } from './inputs'
import { planUpdate } from './plan-update'
import { withFormFields } from './resource-issues'
import { createFailure, resourceOf, typeOn } from './store.server'

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
  const preview = previewBy(await cluster.create(resource.value, { dryRun: true }), { sends: resource.value })
  return preview.ok ? preview : failed(createFailure(type, preview.failure))
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
      const preview = previewBy(answer, { before, sends: withPatchedSpec(current, plan.patch) })
      return preview.ok ? preview : failed(withFormFields(type, preview.failure))
    }
  }
}
