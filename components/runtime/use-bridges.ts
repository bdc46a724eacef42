'use client'

import { useEffect, useMemo, useState } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import { useReadServerTime } from '@/components/ui/server-clock'
import type { Collection } from '@/lib/live/collection'
import type { LiveRow } from '@/lib/live/protocol'
import type { Bridge } from '@/lib/runtime/bridge'
import { createBridges, nextChange } from '@/lib/runtime/bridges'
import type { PodsGone } from '@/lib/runtime/pods-gone'
import { usePodsGone } from './use-pods-gone'

export type BridgeSeeds = {
  dataflows: Seed<'dataflows'>
  graphs: Seed<'graphs'>
  pods: Seed<'pods'>
  profiles: Seed<'profiles'>
  endpoints: Seed<'endpoints'>
  brokers: Seed<'brokers'>
  /** What the server knows of pods that went before this page was opened. */
  podsGone: PodsGone
}

/** No state is taken back within this time, and a wrong clock cannot keep a browser busy. */
const shortestWait = 500
/** Longer ones would overflow a timer and fire at once. */
const longestWait = 24 * 3_600_000

/**
 * Every bridge of the instance as it stands now, from the live feeds; each feed starts as the server drew it. Changes with
 * the cluster, and by one timer when the clock alone changes a state. What stays the same stays the same object.
 */
export function useBridges(
  instanceId: string,
  seeds?: Partial<BridgeSeeds>,
): {
  bridges: readonly Bridge[]
  dataflows: Seed<'dataflows'> | undefined
  /** Once all of them are known. */
  endpoints: Seed<'endpoints'>['rows'] | undefined
  /** All bridges there are, as far as they may be seen. */
  complete: boolean
} {
  const dataflows = useFeed(instanceId, 'dataflows', seeds?.dataflows)
  const graphs = useFeed(instanceId, 'graphs', seeds?.graphs)
  const pods = whole(useFeed(instanceId, 'pods', seeds?.pods))
  const profiles = whole(useFeed(instanceId, 'profiles', seeds?.profiles))
  const endpoints = whole(useFeed(instanceId, 'endpoints', seeds?.endpoints))
  const brokers = whole(useFeed(instanceId, 'brokers', seeds?.brokers))
  const podsGone = usePodsGone(instanceId, pods, seeds?.podsGone)
  const read = useReadServerTime()
  const [due, setDue] = useState(0)
  const [make] = useState(createBridges)
  const rows = dataflows?.rows
  const graphRows = graphs?.rows
  const bridges = useMemo(
    () =>
      make(
        {
          dataflows: rows?.values() ?? [],
          graphs: graphRows?.values() ?? [],
          ...(pods && { pods: pods.values(), podsGone }),
          ...(profiles && { profiles: profiles.values() }),
          ...(brokers && { brokers: brokers.values() }),
          ...(endpoints && { endpoints }),
        },
        // Read when there is news, of the cluster or of the clock: what has begun since must not be dated back.
        Math.max(read(), due),
      ),
    [make, rows, graphRows, pods, podsGone, profiles, endpoints, brokers, read, due],
  )

  useEffect(() => {
    const now = read()
    const next = nextChange(bridges, now)
    if (next === undefined) return
    const wait = Math.min(Math.max(next - now, shortestWait), longestWait)
    const timer = setTimeout(() => setDue(read()), wait)
    return () => clearTimeout(timer)
  }, [bridges, due, read])

  return { bridges, dataflows, endpoints, complete: dataflows?.complete === true && settled(graphs) }
}

/** Not every cluster has graphs, and not everybody may see them: then there are none to wait for. */
const settled = (feed: Collection | undefined): boolean =>
  feed !== undefined && (feed.complete || feed.freshness.state === 'missing' || feed.freshness.state === 'refused')

/** The rows of a feed that has been read whole: from a gap nothing may be concluded. */
const whole = <Row extends LiveRow>(feed: Collection<Row> | undefined): ReadonlyMap<string, Row> | undefined =>
  feed?.complete ? feed.rows : undefined
