'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Result } from '@/lib/core/result'
import type { SecretState } from '@/lib/secrets/overview'
import { readSecretState, secretState } from '@/lib/secrets/queries'
import { createTurns } from './turns'

/** Each reading asks the vault for every value of a secret; the live stream and other requests need connections too. */
const turn = createTurns(3)

export type Reading = 'not-yet' | 'under-way' | 'done'

/**
 * What vault and Secret hold of one synced secret, as far as it has been read. They are asked only while its strip is in
 * view, a few strips at a time: a page of a hundred secrets costs the vault no more than what is looked at.
 */
export function useSecretState(
  instance: string,
  name: string,
  version: string,
  { inView, againAfter }: { inView: boolean; againAfter: (state: SecretState | undefined) => number },
) {
  const { data, isFetching, refetch } = useQuery({
    ...secretState(instance, name, version),
    queryFn: ({ signal }) => turn(() => readSecretState(instance, name, signal), signal),
    enabled: inView,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => againAfter(known(state.data)),
  })
  const reading: Reading = data ? 'done' : isFetching ? 'under-way' : 'not-yet'
  return {
    state: known(data),
    failure: data && !data.ok ? data.failure : undefined,
    reading,
    refetch: () => void refetch(),
  }
}

const known = (result: Result<SecretState> | undefined) => (result?.ok ? result.value : undefined)
