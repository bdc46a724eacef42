'use client'

import { LinkButton } from '@/components/shell/link-button'
import { paths } from '@/lib/core/paths'

/** The way to the wizard. Each of its pages says what its reader may not do. */
export function ConnectSiteLink({ instanceId }: { instanceId: string }) {
  return (
    <LinkButton look="outline" href={paths.connectSite(instanceId)}>
      Connect to a parent site
    </LinkButton>
  )
}
