'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'
import { useSettled } from '@/components/ui/use-settled'

const FocusKeeper = dynamic(
  late(() => import('./focus-keeper').then((module) => module.FocusKeeper)),
  { ssr: false },
)

/** The focus manager is needed with the first menu, dialog or panel, so its code comes when the page has settled. */
export function LateFocusKeeper() {
  return useSettled() ? <FocusKeeper /> : null
}
