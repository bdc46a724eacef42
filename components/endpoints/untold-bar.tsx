'use client'

import { Notice } from '@/components/ui/notice'

/** That the cluster does not tell what its endpoints can hold, and why. */
export function UntoldBar({ why }: { why: string }) {
  return (
    <Notice intent="info" title="The cluster does not tell what its endpoints can hold.">
      Everything that Azure IoT Operations documents is offered; the cluster judges it on Apply. {why}
    </Notice>
  )
}
