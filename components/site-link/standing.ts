import type { QueryClient } from '@tanstack/react-query'
import { answered, lostRepeatable } from '@/components/shell/lost-answer'
import type { Failure, Result } from '@/lib/core/result'
import { bridgeValuesOf, sameBridge, type BridgeValues } from '@/lib/dataflows/bridge-values'
import { dataflowDetail } from '@/lib/dataflows/queries'
import { valuesOf } from '@/lib/endpoints/form-values'
import { endpointDetail } from '@/lib/endpoints/queries'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { parentType } from '@/lib/site-link/parts'

/** Which object of a name stands in the cluster, if it is as it was asked for. */
export type Look = () => Promise<{ ok: true; uid: string } | { ok: false; failure: Failure }>

/**
 * Was the answer lost on its way here, so that what was asked for may have been done? Where the cluster answered that it
 * cannot now, the portal has looked already.
 */
export const mayStand = (answer: { ok: true } | { ok: false; failure: Failure }): boolean =>
  !answer.ok && ['unreachable', 'timeout', 'garbled'].includes(answer.failure.code)

export const standingEndpoint = (
  client: QueryClient,
  instance: string,
  name: string,
  values: EndpointValues,
): ReturnType<Look> =>
  found(name, client.fetchQuery({ ...endpointDetail(instance, name), staleTime: 0 }), ({ resource }) => {
    const stands = valuesOf(parentType, resource.spec)
    return parentType.fields.every(({ key }) => (stands[key] ?? '') === (values[key] ?? ''))
  })

export const standingDataflow = (
  client: QueryClient,
  instance: string,
  name: string,
  values: BridgeValues,
): ReturnType<Look> =>
  found(name, client.fetchQuery({ ...dataflowDetail(instance, name), staleTime: 0 }), ({ resource }) =>
    sameBridge(bridgeValuesOf(resource.spec), values),
  )

const found = async <Detail extends { resource: { metadata: { uid?: string } } }>(
  name: string,
  read: Promise<Result<Detail>>,
  same: (detail: Detail) => boolean,
): ReturnType<Look> => {
  const seen = await answered(read, lostRepeatable)
  if (!seen.ok) return seen
  if (!same(seen.value)) return { ok: false, failure: another(name) }
  return { ok: true, uid: seen.value.resource.metadata.uid ?? '' }
}

const another = (name: string): Failure => ({
  code: 'exists',
  message: `There is already “${name}”, and it is not what was asked for here.`,
  next: 'Go back and choose another name.',
})
