'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useFeed } from '@/components/shell/use-feed'
import type { Failure } from '@/lib/core/result'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import { dataflowDetail } from '@/lib/dataflows/queries'

/** One dataflow, whole and up to date: its live row says when somebody changed more than its reported state. */
export function useLatestDataflow(
  instanceId: string,
  name: string | undefined,
): {
  /** As it was when the form opened. */
  first: DataflowDetail | undefined
  latest: DataflowDetail | undefined
  /** It existed, and does no longer. */
  gone: boolean
  /** Why there is nothing to open. */
  failure: Failure | undefined
  retry: () => void
} {
  const options = dataflowDetail(instanceId, name ?? '')
  const query = useQuery({
    ...options,
    queryFn: name === undefined ? skipToken : options.queryFn,
    gcTime: 0,
  })
  const result = query.data
  const detail = result?.ok ? result.value : undefined
  const [first, setFirst] = useState(detail)
  if (!first && detail) setFirst(detail)
  const [latest, setLatest] = useState(detail)
  if (detail && detail !== latest) setLatest(detail)

  const feed = useFeed(instanceId, 'dataflows')
  const row = name === undefined ? undefined : feed?.rows.get(name)
  const known = latest?.resource.metadata.generation
  const { refetch } = query
  useEffect(() => {
    if (row && known !== undefined && row.generation !== undefined && row.generation !== known) void refetch()
  }, [row, known, refetch])

  const uid = first?.resource.metadata.uid
  const missing = feed?.complete === true && (row === undefined || row.uid !== uid)
  const notFound = result !== undefined && !result.ok && result.failure.code === 'not-found'
  return {
    first,
    latest,
    gone: first !== undefined && (missing || notFound),
    failure: !first && result && !result.ok ? result.failure : undefined,
    retry: () => void refetch(),
  }
}
