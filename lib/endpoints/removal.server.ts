import 'server-only'
import type { Call } from '@/lib/access/call'
import type { Viewer } from '@/lib/access/viewer'
import { mayHaveArrived } from '@/lib/core/lost-write'
import { failed, type Result, success } from '@/lib/core/result'
import { broughtBack, remembered } from '@/lib/kubernetes/removed-object'
import { openCluster } from './cluster.server'
import { defaultEndpoint, defaultEndpointName } from './default-endpoint'
import { deleteRefusal } from './delete-guard'
import type { Applied, RemovedEndpoint } from './editing'
import { nothingLeft, replaced, restless } from './failures'
import type { DeleteInput, RecreateDefaultInput, RestoreInput } from './inputs'
import type { EndpointResource } from './resource-types'
import { written } from './store.server'

const attempts = 4

/**
 * Deletes the endpoint that the operator saw (by `uid`), and answers what it was, so that it can be put back. What stands
 * guard in the dialog stands guard here too: the typed name where dataflows use it, the override for `default`.
 */
export const deleteEndpoint = async ({ input, viewer }: Call<DeleteInput>): Promise<Result<RemovedEndpoint>> => {
  const opened = openCluster(input.instance, viewer)
  if (!opened.ok) return opened
  const cluster = opened.value
  const { name, uid, typed = '', override = false } = input
  const uses = await cluster.usesOf(name)
  if (!uses.ok) return uses
  const refusal = deleteRefusal({ name, uses: uses.value, typed, override })
  if (refusal) return failed(refusal)

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

/** Puts a deleted endpoint back as it was. It gets a new `uid`: to the cluster it is another object. */
export const restoreEndpoint = async ({ input, viewer, note }: Call<RestoreInput>): Promise<Result<Applied>> => {
  note({ object: input.removed.name, deed: 'restore-endpoint' })
  return create(input.instance, viewer, note, () => broughtBack(input.removed))
}

/** Creates `default` as Azure IoT Operations does. */
export const recreateDefaultEndpoint = async ({
  input,
  viewer,
  note,
}: Call<RecreateDefaultInput>): Promise<Result<Applied>> => {
  note({ object: defaultEndpointName, deed: 'recreate-default' })
  return create(input.instance, viewer, note, (namespace, configMaps) => defaultEndpoint(namespace, configMaps))
}

const create = async (
  instance: string,
  viewer: Viewer,
  note: Call<unknown>['note'],
  make: (namespace: string, configMaps: readonly string[]) => EndpointResource,
): Promise<Result<Applied>> => {
  const cluster = openCluster(instance, viewer)
  if (!cluster.ok) return cluster
  const answer = await cluster.value.create(make(cluster.value.namespace, await cluster.value.configMapNames()))
  if (!answer.ok) return answer
  note({ uid: answer.value.metadata.uid })
  return written(answer.value)
}
