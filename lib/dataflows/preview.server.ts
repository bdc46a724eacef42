import 'server-only'
import type { Call } from '@/lib/access/call'
import type { Preview } from '@/lib/core/editing'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import { previewBy, withPatchedSpec } from '@/lib/kubernetes/dry-run'
import { resourceYaml } from '@/lib/kubernetes/resource-yaml'
import { attempts, type DataflowCluster, openCluster } from './cluster.server'
import type { BridgeConflict } from './editing'
import { createFailure, goneUnderForm, restless } from './failures'
import type { CreateInput, PreviewInput, UpdateInput } from './inputs'
import { withFormFields } from './resource-issues'
import { refusalOf, resourceOf, settle } from './writing.server'

type Answer = Result<Preview, Failure | BridgeConflict>

/** What a write would leave behind, in the API server's own words: a dry run, which changes nothing. */
export const previewDataflow = async ({ input, viewer }: Call<PreviewInput>): Promise<Answer> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  return input.intent === 'create' ? previewCreate(cluster.value, input) : previewUpdate(cluster.value, input)
}

const previewCreate = async (cluster: DataflowCluster, input: CreateInput): Promise<Answer> => {
  const resource = await resourceOf(cluster, input)
  if (!resource.ok) return resource
  const preview = previewBy(await cluster.create(resource.value, { dryRun: true }), { sends: resource.value })
  return preview.ok ? preview : failed(createFailure(preview.failure))
}

const previewUpdate = async (cluster: DataflowCluster, input: UpdateInput): Promise<Answer> => {
  const around = await cluster.around(input.values)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const live = await cluster.live(input.name)
    if (!live.ok) return live.failure.code === 'not-found' ? goneUnderForm(input.name) : live
    const plan = settle(input, live.value, around)
    const before = resourceYaml(live.value)
    if (plan.kind === 'nothing') return success({ before, after: before })
    if (plan.kind !== 'write') return refusalOf(plan, input.name)
    const answer = await cluster.patch(input.name, plan.patch, { dryRun: true })
    const preview = previewBy(answer, { before, sends: withPatchedSpec(live.value, plan.patch) })
    if (preview.ok) return preview
    // A report of its state has come in between: what is shown must be what is there.
    if (preview.failure.code !== 'conflict') return failed(withFormFields(preview.failure))
  }
  return restless(input.name)
}
