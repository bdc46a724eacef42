'use client'

import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import type { DrawBridge } from '@/components/runtime/picture/draw-bridge'
import { useRight } from '@/components/shell/rights-provider'
import { paths } from '@/lib/core/paths'
import { warmBridgePanel } from './lazy-panel'
import { overviewSearch } from './links'

/** What the picture does when somebody draws from one endpoint to another; nothing for whom it is of no use. */
export function useDrawBridge(instanceId: string): DrawBridge | undefined {
  const router = useRouter()
  const { allowed } = useRight('dataflows.create')
  return useMemo(
    () =>
      allowed
        ? {
            begin: warmBridgePanel,
            draw: (source, destination) =>
              router.push(
                paths.newBridge(
                  instanceId,
                  { source, destination },
                  overviewSearch(new URLSearchParams(window.location.search)),
                ),
                { scroll: false },
              ),
          }
        : undefined,
    [allowed, instanceId, router],
  )
}
