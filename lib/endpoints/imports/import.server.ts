import 'server-only'
import type { Call } from '@/lib/access/call'
import { mayHaveArrived } from '@/lib/core/lost-write'
import { failed, type Failure, type Result, success } from '@/lib/core/result'
import { previewBy, withPatchedSpec } from '@/lib/kubernetes/dry-run'
import { resourceYaml } from '@/lib/kubernetes/resource-yaml'
import { ownAnnotations } from '@/lib/kubernetes/tool-annotations'
import { type EndpointCluster, openCluster } from '../cluster.server'
import type { Applied, ImportReview } from '../editing'
import { replaced } from '../failures'
import type { ImportInput, ImportOverInput, ReviewImportInput } from '../inputs'
import type { EndpointResource } from '../resource-types'
import { written } from '../store.server'
import { judgeDraft } from './judge'
import { type Imported, planImport } from './plan-import'
import { nameProblems, specProblems } from './read-kubernetes'

/** What an import would leave behind: a dry run, which changes nothing. */
export const reviewImport = async ({ input, viewer }: Call<ReviewImportInput>): Promise<Result<ImportReview>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  return input.uid === undefined
    ? reviewCreate(cluster.value, input)
    : reviewUpdate(cluster.value, { ...input, uid: input.uid })
}

const reviewCreate = async (cluster: EndpointCluster, input: ImportInput): Promise<Result<ImportReview>> => {
  const refusal = refusalOf(cluster, input)
  if (refusal) return failed(refusal)
  const resource = resourceOf(input)
  const preview = previewBy(await cluster.create(resource, { dryRun: true }), { sends: resource })
  return preview.ok ? success({ kind: 'create', ...preview.value }) : preview
}

const reviewUpdate = async (
  cluster: EndpointCluster,
  input: ImportInput & { uid: string },
): Promise<Result<ImportReview>> => {
  const live = await cluster.live(input.name)
  if (!live.ok) return live
  const current = live.value
  const { uid = '', resourceVersion = '' } = current.metadata
  if (uid !== input.uid) return replaced(input.name)
  const plan = planned(cluster, input, current)
  if (!plan.ok) return plan
  if (plan.value.kind === 'nothing') return success({ kind: 'same' })
  const { patch, changes } = plan.value
  const answer = await cluster.patch(input.name, patch, { dryRun: true })
  const preview = previewBy(answer, { before: resourceYaml(current), sends: withPatchedSpec(current, patch) })
  return preview.ok ? success({ kind: 'update', uid, resourceVersion, changes, ...preview.value }) : preview
}

/** Creates an endpoint as it was imported. The name stands for it in the trail, which says that it was an import. */
export const importEndpoint = async ({ input, viewer, note }: Call<ImportInput>): Promise<Result<Applied>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  note({ deed: 'import-endpoint' })
  const refusal = refusalOf(cluster.value, input)
  if (refusal) return failed(refusal)
  const answer = await cluster.value.create(resourceOf(input))
  if (!answer.ok) return answer
  note({ uid: answer.value.metadata.uid })
  return written(answer.value)
}

/** Writes an import over the endpoint that was reviewed. One that has changed since is not what was reviewed. */
export const importOverEndpoint = async ({ input, viewer, note }: Call<ImportOverInput>): Promise<Result<Applied>> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  const live = await cluster.live(input.name)
  if (!live.ok) return live
  const current = live.value
  if (current.metadata.uid !== input.uid) return replaced(input.name)
  const plan = planned(cluster, input, current)
  if (!plan.ok) return plan
  if (plan.value.kind === 'nothing') {
    note({ deed: 'keep-endpoint' })
    return success({ ...written(current).value, changed: false })
  }
  if (current.metadata.resourceVersion !== input.resourceVersion) return failed(changedSince(input.name))
  note({ changes: plan.value.changes })
  const answer = await cluster.patch(input.name, plan.value.patch)
  if (answer.ok) return written(answer.value)
  if (answer.failure.code === 'conflict') return failed(changedSince(input.name))
  if (mayHaveArrived(answer.failure)) {
    const found = await cluster.afterLostAnswer(input.name)
    if (found.ok && planImport(input, found.value).kind === 'nothing') return written(found.value)
  }
  return answer
}

const changedSince = (name: string): Failure => ({
  code: 'conflict',
  message: `Somebody else changed “${name}” since it was reviewed. Nothing was written.`,
  next: 'Review it again: the differences are others now.',
})

/** Without what tools keep on an object for themselves, whatever an import says. */
const resourceOf = ({ name, labels, annotations, spec }: Imported): EndpointResource => {
  const own = ownAnnotations(annotations)
  return { metadata: { name, ...(labels && { labels }), ...(own && { annotations: own }) }, spec }
}

/** What blocks a new endpoint in the form blocks it here. The browser has said so already; it is not trusted. */
const refusalOf = ({ namespace }: EndpointCluster, { name, spec }: Imported): Failure | undefined => {
  const problems = [...nameProblems(name), ...specProblems(spec), ...judgeDraft({ name, spec }, { namespace }).problems]
  return problems.length > 0 ? unfit(problems) : undefined
}

const planned = ({ namespace }: EndpointCluster, imported: Imported, current: EndpointResource) => {
  const problems = [...specProblems(imported.spec), ...judgeDraft(imported, { namespace }, current.spec).problems]
  if (problems.length > 0) return failed(unfit(problems))
  const plan = planImport(imported, current)
  return plan.kind === 'invalid' ? failed(unfit([plan.message])) : success(plan)
}

const unfit = (problems: readonly string[]): Failure => ({
  code: 'invalid',
  message: problems.join(' '),
  next: 'Correct it in what you import, then import it again.',
})
