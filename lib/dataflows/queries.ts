import { queryOptions } from '@tanstack/react-query'
import { paths } from '@/lib/core/paths'
import { readFromPortal } from '@/lib/core/portal.browser'
import type { DataflowDetail } from './detail'

const dataflowKeys = {
  detail: (instance: string, name: string) => ['instance', instance, 'dataflow', name] as const,
}

/** One dataflow whole. Answers a `Result`, so a dataflow that is gone is an answer and no exception. */
export const dataflowDetail = (instance: string, name: string) =>
  queryOptions({
    queryKey: dataflowKeys.detail(instance, name),
    queryFn: ({ signal }) => readFromPortal<DataflowDetail>(paths.api.dataflow(instance, name), signal),
    staleTime: 0,
    retry: false,
  })
