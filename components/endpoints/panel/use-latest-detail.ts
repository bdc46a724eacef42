'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Failure } from '@/lib/core/result'
import type { EndpointDetail } from '@/lib/endpoints/editing'
import { endpointDetail } from '@/lib/endpoints/queries'
import { useFeed } from '@/components/shell/use-feed'

export type LatestDetail = {
  /** As it was when the form opened. */
  first: EndpointDetail | undefined
  /** As it is now, read again whenever the live stream tells of a change. */
  latest: EndpointDetail | undefined
  /** It existed, and does no longer. */
  gone: boolean
  /** Why there is nothing to open. */
  failure: Failure | undefined
  retry: () => void
}

/** One endpoint, whole and up to date: the row of the live stream says when to read it again. */
export function useLatestDetail(instanceId: string, name: string | undefined): LatestDetail {
  const options = endpointDetail(instanceId, name ?? '')
  const query = useQuery({ ...options, queryFn: name === undefined ? skipToken : options.queryFn, gcTime: 0 })
  const result = query.data
  const detail = result?.ok ? result.value : undefined
  const [first, setFirst] = useState(detail)
  if (!first && detail) setFirst(detail)
  const [newest, setNewest] = useState(detail)
  if (detail && detail !== newest) setNewest(detail)

  const feed = useFeed(instanceId, 'endpoints')
  const row = name === undefined ? undefined : feed?.rows.get(name)
  const known = newest?.resource.metadata.resourceVersion
  const { refetch } = query
  useEffect(() => {
    if (row && known && row.resourceVersion !== known) void refetch()
  }, [row, known, refetch])

  const uid = first?.resource.metadata.uid
  const missing = feed?.complete === true && (row === undefined || row.uid !== uid)
  const notFound = result !== undefined && !result.ok && result.failure.code === 'not-found'
  return {
    first,
    latest: newest,
    gone: first !== undefined && (missing || notFound),
    failure: !first && result && !result.ok ? result.failure : undefined,
    retry: () => void refetch(),
  }
}
