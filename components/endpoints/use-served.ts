'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { servedTypes } from '@/lib/endpoints/queries'
import type { Served } from '@/lib/endpoints/served'

/** What of the endpoint types this cluster has; nothing while that is being asked. */
export function useServed(instanceId: string): Served | undefined {
  const { data } = useQuery(servedTypes(instanceId))
  return useMemo(() => data && (data.ok ? data.value : { state: 'unknown', why: data.failure.message }), [data])
}

/** Why something that Azure IoT Operations documents cannot be used here. */
export const notServed = (what: 'endpoint type' | 'setting' | 'value') =>
  `The version of Azure IoT Operations on this cluster does not have this ${what}.`
