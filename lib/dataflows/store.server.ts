import 'server-only'
import type { Call } from '@/lib/access/call'
import { clusterFor } from '@/lib/access/cluster.server'
import { mayHaveArrived, secondLookMs } from '@/lib/core/lost-write'
import { type Result, success } from '@/lib/core/result'
import type { ClusterClient } from '@/lib/kubernetes/client.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { attempts } from './cluster.server'
import type { DataflowDetail, ModeSet } from './detail'
import { absent, gone, replaced, restless } from './failures'
import type { DetailInput, ModeInput } from './inputs'
import { dataflowRow } from './projection'

/**
 * Pauses or resumes a dataflow, and changes nothing else of it. The write insists on the version that the operator saw;
 * where it changed since, on the live one, provided that it is still the same dataflow. In that mode already is a success
 * that `changed` nothing; deleted meanwhile is `not-found`, deleted and made anew (another `uid`) is `conflict`.
 */
export const setDataflowMode = async ({ input, viewer, note }: Call<ModeInput>): Promise<Result<ModeSet>> => {
  const instance = instanceOf(input.instance)
  if (!instance.ok) return instance
  const client = clusterFor(viewer, instance.value)
  const { name, mode } = input
  note({ deed: mode === 'Disabled' ? 'pause' : 'resume' })

  let { resourceVersion } = input
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await client.mergePatch('dataflows', name, { metadata: { resourceVersion }, spec: { mode } })
    if (answer.ok) {
      const changed = versionOf(answer.value) !== resourceVersion
      note(changed ? changeTo(mode) : { deed: 'keep-dataflow' })
      return success(setTo(answer.value, changed))
    }
    const { failure } = answer
    if (failure.code === 'not-found') return gone(name)
    if (mayHaveArrived(failure)) {
      const stands = await arrived(client, input)
      if (stands) note(changeTo(mode))
      return stands ?? answer
    }
    if (failure.code !== 'conflict') return answer
    const live = await client.get('dataflows', name)
    if (!live.ok) return live.failure.code === 'not-found' ? gone(name) : live
    if (live.value.metadata.uid !== input.uid) return replaced(name)
    if (dataflowRow(live.value).mode === mode) {
      note({ deed: 'keep-dataflow' })
      return success(setTo(live.value, false))
    }
    resourceVersion = versionOf(live.value)
  }
  return restless(name)
}

/** A write whose answer was lost may stand all the same. One look tells. */
const arrived = async (client: ClusterClient, { name, uid, mode }: ModeInput): Promise<Result<ModeSet> | undefined> => {
  const found = await client.get('dataflows', name, AbortSignal.timeout(secondLookMs))
  const stands = found.ok && found.value.metadata.uid === uid && dataflowRow(found.value).mode === mode
  return stands ? success(setTo(found.value, true)) : undefined
}

const otherMode = { Enabled: 'Disabled', Disabled: 'Enabled' } as const

const changeTo = (mode: ModeInput['mode']) => ({
  changes: [{ field: 'mode', label: 'Mode', before: otherMode[mode], after: mode }],
})

const versionOf = ({ metadata }: KubernetesObject) => metadata.resourceVersion ?? ''

const setTo = (object: KubernetesObject, changed: boolean): ModeSet => ({
  name: object.metadata.name,
  mode: dataflowRow(object).mode,
  resourceVersion: versionOf(object),
  changed,
})

/** One dataflow whole, from the API server. */
export const readDataflow = async ({
  input,
  viewer,
}: Pick<Call<DetailInput>, 'input' | 'viewer'>): Promise<Result<DataflowDetail>> => {
  const instance = instanceOf(input.instance)
  if (!instance.ok) return instance
  const live = await clusterFor(viewer, instance.value).get('dataflows', input.name)
  if (!live.ok) return live.failure.code === 'not-found' ? absent(input.name) : live
  const { managedFields, ...metadata } = live.value.metadata
  const managers = new Set((managedFields ?? []).flatMap(({ manager }) => (manager ? [manager] : [])))
  return success({ resource: { ...live.value, metadata }, managers: [...managers].sort() })
}
