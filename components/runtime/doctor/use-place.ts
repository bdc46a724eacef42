'use client'

import { useCallback, useMemo } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { useFeed } from '@/components/shell/use-feed'
import { classifyRow } from '@/lib/endpoints/classify'
import type { Place } from './target-href'

/** What links of cards and checks need to know of the instance, from the live feeds. */
export function usePlace(instanceId: string, dataflow?: string): Place {
  const endpoints = useFeed(instanceId, 'endpoints')?.rows
  const listeners = useFeed(instanceId, 'listeners')?.rows
  const secrets = useFeed(instanceId, 'synced-secrets')
  const { allowed } = useRight('endpoints.update')
  const hasForm = useCallback(
    (name: string) => {
      // Whoever may not apply it is led to where the same settings stand to be read.
      if (!allowed) return false
      const row = endpoints?.get(name)
      const localServices = [...(listeners?.values() ?? [])].map(({ service }) => service)
      return row !== undefined && classifyRow(row, { localServices }).type !== null
    },
    [allowed, endpoints, listeners],
  )
  const hasSecret = useCallback(
    (name: string) => (secrets?.complete && secrets.freshness.state !== 'missing' ? secrets.rows.has(name) : undefined),
    [secrets],
  )
  return useMemo(
    () => ({ instanceId, ...(dataflow !== undefined && { dataflow }), hasForm, hasSecret }),
    [instanceId, dataflow, hasForm, hasSecret],
  )
}
