import 'server-only'
import type { Call } from '@/lib/access/call'
import { type Result, success } from '@/lib/core/result'
import { openCluster } from './cluster.server'
import type { ServedInput } from './inputs'
import type { Served } from './served'

/** What of the endpoint types a cluster has. That it cannot be told is an answer too, with the reason. */
export const readServed = async ({
  input,
  viewer,
}: Pick<Call<ServedInput>, 'input' | 'viewer'>): Promise<Result<Served>> => {
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  return success(await cluster.value.served())
}
