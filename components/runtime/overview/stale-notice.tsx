'use client'

import { Notice } from '@/components/ui/notice'
import { ExactMoment } from '../times'

/** Above states that are as of a moment ago. */
export function StaleNotice({ asOf }: { asOf: number }) {
  return (
    <Notice intent="warning" title="The cluster cannot be reached.">
      Every state below is as of <ExactMoment at={asOf} />. They change by themselves once the cluster answers again.
    </Notice>
  )
}
