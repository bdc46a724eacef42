'use client'

import { useMemo } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import { podsOf, type ProfilePods } from './pods-of'

export type Pods = { profiles: readonly ProfilePods[]; pods: Seed<'pods'> | undefined; eventsRefused: boolean }

/** The pods behind some profiles, live. `profiles` are given as one text, one per line, so that the same ones are the same. */
export function usePods(instanceId: string, profiles: string, seed?: Seed<'pods'>): Pods {
  const pods = useFeed(instanceId, 'pods', seed)
  const events = useFeed(instanceId, 'events')
  const rows = pods?.rows
  const told = events?.rows
  const found = useMemo(
    () => podsOf(profiles === '' ? [] : profiles.split('\n'), rows?.values() ?? [], told?.values() ?? []),
    [profiles, rows, told],
  )
  return { profiles: found, pods, eventsRefused: events?.freshness.state === 'refused' }
}
