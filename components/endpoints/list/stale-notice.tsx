'use client'

import { Notice } from '@/components/ui/notice'

/** Above rows that are as of a moment ago: the header says of which. */
export function StaleNotice() {
  return (
    <Notice intent="warning" title="The cluster cannot be reached.">
      The list shows what was last known. Changes cannot be applied until the cluster answers again.
    </Notice>
  )
}
