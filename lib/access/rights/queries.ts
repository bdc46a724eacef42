import { queryOptions } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { Rights } from './rights'

const accessKeys = { rights: (instance: string) => ['instance', instance, 'rights'] as const }

/** What the viewer may do on an instance, looked up again once a minute: the cluster's rules may change under an open page. */
export const rightsQuery = (instance: string) =>
  queryOptions({
    queryKey: accessKeys.rights(instance),
    queryFn: ({ signal }) => readFromPortal<Rights>(paths.api.rights(instance), signal),
    staleTime: 30_000,
    refetchInterval: 60_000,
    retry: false,
  })
