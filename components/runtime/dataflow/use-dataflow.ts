'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Result } from '@/lib/core/result'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import { dataflowDetail } from '@/lib/dataflows/queries'
import type { DataflowRow } from '@/lib/dataflows/row'

/** What the live row tells of the spec: a report moves its version on and changes none of these. */
const specKey = ({ uid, generation, specChangedAt, mode, resourceVersion }: DataflowRow): string =>
  [uid, generation ?? resourceVersion, specChangedAt, mode].join(' ')

/** One dataflow whole, read again when its live row says that somebody changed, deleted or made it. */
export function useDataflow(
  instanceId: string,
  name: string,
  first: Result<DataflowDetail>,
  row: DataflowRow | undefined,
  complete: boolean,
) {
  const { data = first, refetch } = useQuery({
    ...dataflowDetail(instanceId, name),
    initialData: first,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const key = row ? specKey(row) : complete ? 'gone' : undefined
  const shown = useRef<string>(undefined)
  const { ok } = data
  const generation = data.ok ? data.value.resource.metadata.generation : undefined
  useEffect(() => {
    if (key === undefined || key === shown.current) return
    const fits = row ? ok && row.generation === generation : !ok
    // What came with the page is about this row, or about one before it.
    if (shown.current !== undefined || !fits) void refetch()
    shown.current = key
  }, [key, row, ok, generation, refetch])
  return data
}
