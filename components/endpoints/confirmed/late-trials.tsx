'use client'

import dynamic from 'next/dynamic'
import { useFeed } from '@/components/shell/use-feed'
import { late } from '@/components/ui/late'
import { useSettled } from '@/components/ui/use-settled'

const Lines = dynamic(late(() => import('./trial-lines').then((module) => module.TrialLines)))
const Notices = dynamic(
  late(() => import('./trial-notices').then((module) => module.TrialNotices)),
  { ssr: false },
)

/** Changes on trial, above a list. Their code comes when there is one. */
export function LateTrialLines({ instanceId }: { instanceId: string }) {
  const rows = useFeed(instanceId, 'endpoints')?.rows
  const any = rows && [...rows.values()].some(({ trial }) => trial?.state === 'open')
  return any ? <Lines instanceId={instanceId} /> : null
}

/** Tells how trials end, whatever screen is open. */
export function LateTrialNotices({ instanceId }: { instanceId: string }) {
  return useSettled() ? <Notices instanceId={instanceId} /> : null
}
