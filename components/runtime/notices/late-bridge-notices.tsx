'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'
import { useSettled } from '@/components/ui/use-settled'

const BridgeNotices = dynamic(
  late(() => import('./bridge-notices').then((module) => module.BridgeNotices)),
  { ssr: false },
)

/** The notices' code comes when the page has settled, and is told what was broken when the page was drawn (`failed`, by `uid`). */
export function LateBridgeNotices(props: { instanceId: string; failed: readonly string[] | undefined }) {
  return useSettled() ? <BridgeNotices {...props} /> : null
}
