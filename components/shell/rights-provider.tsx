'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import type { Permission } from '@/lib/access/rights/permissions'
import { rightsQuery } from '@/lib/access/rights/queries'
import type { Rights } from '@/lib/access/rights/rights'
import { success } from '@/lib/core/result'
import { type Right, rightTo } from './right-to'

type Known = { rights?: Rights; renew: () => void }

const RightsContext = createContext<Known>({ renew: () => undefined })

/**
 * Knows what the viewer may do on the instance: first what the page was drawn with, then looked up again every minute and
 * when somebody comes back to the window. What was known stays known while it cannot be looked up.
 */
export function RightsProvider({
  instanceId,
  first,
  children,
}: {
  instanceId: string
  /** Nothing where it could not be found out in time. */
  first: Rights | undefined
  children: ReactNode
}) {
  const { data, refetch } = useQuery({
    ...rightsQuery(instanceId),
    initialData: first && success(first),
    refetchOnWindowFocus: true,
  })
  const [rights, setRights] = useState(first)
  if (data?.ok && data.value !== rights) setRights(data.value)
  const renew = useCallback(() => void refetch({ cancelRefetch: false }), [refetch])
  const known = useMemo(() => ({ rights, renew }), [rights, renew])
  return <RightsContext value={known}>{children}</RightsContext>
}

/** May the viewer do all of this on the instance, and if not, what is missing and whom to ask. */
export const useRight = (...permissions: readonly [Permission, ...Permission[]]): Right =>
  rightTo(useContext(RightsContext).rights, permissions)

/** Has what the viewer may do looked up again: the cluster has just said something else. */
export const useRenewRights = (): (() => void) => useContext(RightsContext).renew
