'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { useFeed } from '@/components/shell/use-feed'
import type { SecretFact } from '@/lib/runtime/checks/define'
import { secretState } from '@/lib/secrets/queries'
import { secretFact } from './secret-fact'

/** The cluster tells of a sync's changes by itself; of a Secret's own it does not tell, so it is looked at again. */
const againAfter = { well: 60_000, missing: 10_000 }

/** What was just read for another part of the page is as good. */
const freshMs = 5_000

/** An endpoint refers to one; objects made by hand may name any number. */
const most = 8

/**
 * What is in the cluster of these Secrets, read when the page opens and after each change of their syncs: whether they are
 * there, who keeps them, and until when their certificates are valid. No data of them comes to the browser.
 */
export function useSecretFacts(instanceId: string, all: readonly string[]) {
  const syncs = useFeed(instanceId, 'synced-secrets')
  const classes = useFeed(instanceId, 'provider-classes')?.rows
  const names = [...new Set(all)].sort().slice(0, most)
  const versions = names.map((name) => {
    const sync = syncs?.rows.get(name)
    return `${sync?.resourceVersion ?? ''}.${classes?.get(sync?.providerClass ?? '')?.resourceVersion ?? ''}`
  })
  const { state } = syncs?.freshness ?? {}
  // Before the syncs are known it would be looked twice.
  const settled = syncs?.complete === true || state === 'refused' || state === 'missing'
  const right = useRight('secrets.verify')
  const why = right.allowed ? undefined : right.reason
  const { data } = useQuery({
    queryKey: ['instance', instanceId, 'secrets', 'facts', names, versions, why],
    queryFn: ({ client }) =>
      Promise.all(
        names.map(async (name, at): Promise<readonly [string, SecretFact]> => {
          // Whoever may not look is not sent to be refused.
          if (why !== undefined) return [name, { state: 'unread', why }]
          const state = secretState(instanceId, name, versions[at] ?? '')
          return [name, secretFact(name, await client.fetchQuery({ ...state, staleTime: freshMs }))]
        }),
      ),
    enabled: settled && names.length > 0,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
    refetchInterval: ({ state }) =>
      (state.data ?? []).some(([, fact]) => fact.state !== 'there') ? againAfter.missing : againAfter.well,
    retry: false,
  })
  const facts = useMemo(() => new Map<string, SecretFact>(data), [data])
  return { facts, reading: names.some((name) => !facts.has(name)) }
}
