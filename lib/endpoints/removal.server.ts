import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, type Result, success } from '@/lib/core/result'
import { openCluster } from './cluster.server'
import { defaultEndpoint, defaultEndpointName } from './default-endpoint'
import { type DeleteGuard, deleteRefusal } from './delete-guard'
import type { Applied, RemovedEndpoint } from './editing'
import { replaced, restless } from './failures'
import type { DeleteInput, RecreateDefaultInput, RestoreInput } from './inputs'
import { applied } from './store.server'

const attempts = 4

/**
 * Deletes the endpoint that the operator saw (by `uid`), and answers what it was, so that it can be put back. What stands
 * guard in the dialog stands guard here too: the typed name where dataflows use it, the override for `default`.
 */
export const deleteEndpoint = async ({ input }: Call<DeleteInput>): Promise<Result<RemovedEndpoint>> => {
  const opened = openCluster(input.instance)
  if (!opened.ok) return opened
  const cluster = opened.value
  const uses = await cluster.usesOf(input.name)
  if (!uses.ok) return uses
  const guard: DeleteGuard = {
    name: input.name,
    uses: uses.value,
    typed: input.typed ?? '',
    override: input.override ?? false,
  }
  const refusal = deleteRefusal(guard)
  if (refusal) return failed(refusal)

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const live = await cluster.live(input.name)
    if (!live.ok) return live
    const { uid, resourceVersion, labels, annotations } = live.value.metadata
    if (uid !== input.uid) return replaced(input.name)
    // Insisting on the version too, what is answered for undo is exactly what was deleted.
    const preconditions = { uid, ...(resourceVersion === undefined ? {} : { resourceVersion }) }
    const answer = await cluster.client.remove('dataflowendpoints', input.name, preconditions)
    if (answer.ok) {
      return success({
        name: input.name,
        spec: live.value.spec,
        ...(labels && { labels }),
        ...(annotations && { annotations }),
      })
    }
    if (answer.failure.code !== 'conflict') return answer
  }
  return restless(input.name)
}

/** Puts a deleted endpoint back as it was. It gets a new `uid`: to the cluster it is another object. */
export const restoreEndpoint = async ({ input, note }: Call<RestoreInput>): Promise<Result<Applied>> => {
  const { name, spec, labels, annotations } = input.removed
  note({ object: name })
  const metadata = { name, ...(labels && { labels }), ...(annotations && { annotations }) }
  return create(input.instance, { metadata, spec })
}

/** Creates `default` as Azure IoT Operations does. */
export const recreateDefaultEndpoint = async ({
  input,
  note,
}: Call<RecreateDefaultInput>): Promise<Result<Applied>> => {
  note({ object: defaultEndpointName })
  const cluster = openCluster(input.instance)
  if (!cluster.ok) return cluster
  const { namespace, configMapNames } = cluster.value
  return create(input.instance, defaultEndpoint(namespace, await configMapNames()))
}

const create = async (instance: string, resource: Parameters<Creates>[1]): Promise<Result<Applied>> => {
  const cluster = openCluster(instance)
  if (!cluster.ok) return cluster
  const answer = await cluster.value.client.create('dataflowendpoints', resource)
  return answer.ok ? success({ ...applied(answer.value), changed: true, merged: [] }) : answer
}

type Creates = Extract<ReturnType<typeof openCluster>, { ok: true }>['value']['client']['create']
