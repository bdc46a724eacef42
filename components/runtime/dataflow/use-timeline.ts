'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { failed } from '@/lib/core/result'
import type { Bridge, Side } from '@/lib/runtime/bridge'
import { bridgeTimeline } from '@/lib/runtime/queries'

/** The portal notes changes a moment after it hears of them; who asks at once would be told the time before. */
const noted = 600

const sideKey = ({ state, since, reason, endpoint }: Side): string =>
  [state, since, reason?.code, reason?.text, endpoint].join(' ')

/** A bridge's past, asked for anew when something has become of the bridge or of its pods. */
export function useTimeline(instanceId: string, name: string, bridge: Bridge | undefined, lastEvent: number) {
  const right = useRight('dataflows.timeline')
  // Of a dataflow that is not there, or may not be read, there is nothing to ask.
  const enabled = bridge !== undefined && right.allowed
  const missing = right.allowed ? undefined : right.reason
  const refused = useMemo(
    () => missing && failed({ code: 'forbidden', message: 'You cannot see what has become of it.', next: missing }),
    [missing],
  )
  const { data, refetch, isFetching } = useQuery({ ...bridgeTimeline(instanceId, name), enabled })
  const { source, destination, uid, mode, pods } = bridge ?? {}
  const key =
    source && destination
      ? [uid, mode, sideKey(source), sideKey(destination), pods?.ready, lastEvent].join('\n')
      : undefined
  const asked = useRef(key)
  useEffect(() => {
    if (!right.allowed || key === undefined || key === asked.current) return
    const timer = setTimeout(() => {
      asked.current = key
      void refetch()
    }, noted)
    return () => clearTimeout(timer)
  }, [right.allowed, key, refetch])
  return { result: refused || data, refetch, isFetching }
}
