import 'server-only'
import type { Call } from '@/lib/access/call'
import { type Result, success } from '@/lib/core/result'
import { openCluster } from './cluster.server'
import type { EndpointDetail } from './editing'
import { absent } from './failures'
import type { DetailInput } from './inputs'

/** One endpoint whole, from the API server: what a form starts from must not be a moment old. */
export const readEndpoint = async ({
  input,
  viewer,
}: Pick<Call<DetailInput>, 'input' | 'viewer'>): Promise<Result<EndpointDetail>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const live = await cluster.value.live(input.name)
  if (!live.ok) return live.failure.code === 'not-found' ? absent(input.name) : live
  const { managedFields, ...metadata } = live.value.metadata
  const managers = new Set((managedFields ?? []).flatMap(({ manager }) => (manager ? [manager] : [])))
  return success({ resource: { ...live.value, metadata }, managers: [...managers].sort() })
}
