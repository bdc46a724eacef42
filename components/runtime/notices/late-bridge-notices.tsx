'use client'

import dynamic from 'next/dynamic'
import { useSettled } from '@/components/ui/use-settled'

const BridgeNotices = dynamic(() => import('./bridge-notices').then((module) => module.BridgeNotices), { ssr: false })

/** The notices' code comes when the page has settled: what it tells of happens later anyway. */
export function LateBridgeNotices({ instanceId }: { instanceId: string }) {
  return useSettled() ? <BridgeNotices instanceId={instanceId} /> : null
}
