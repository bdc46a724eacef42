import { queryOptions } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { EndpointDetail } from './editing'
import type { Served } from './served'

const endpointKeys = {
  served: (instance: string) => ['instance', instance, 'endpoint-types'] as const,
  detail: (instance: string, name: string) => ['instance', instance, 'endpoint', name] as const,
}

/**
 * One endpoint whole. Answers a `Result`, so an endpoint that is gone is an answer and no exception; read anew each time
 * a form or page opens, since the row in the list tells when it changed.
 */
export const endpointDetail = (instance: string, name: string) =>
  queryOptions({
    queryKey: endpointKeys.detail(instance, name),
    queryFn: ({ signal }) => readFromPortal<EndpointDetail>(paths.api.endpoint(instance, name), signal),
    staleTime: 0,
    retry: false,
  })

/** What of the endpoint types a cluster's CRD has. Changes with an upgrade of Azure IoT Operations, so it is asked for rarely. */
export const servedTypes = (instance: string) =>
  queryOptions({
    queryKey: endpointKeys.served(instance),
    queryFn: ({ signal }) => readFromPortal<Served>(paths.api.endpointTypes(instance), signal),
    staleTime: 60_000,
    retry: false,
  })
