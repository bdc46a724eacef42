import type { Metadata } from 'next'
import { RefusedPage } from '@/components/shell/refused-page'
import { SiteLinkScreen } from '@/components/site-link/site-link-screen'
import { openPage } from '@/lib/access/page.server'
import { projections } from '@/lib/feeds.server'
import { seenCollection } from '@/lib/live/seen.server'
import { initialLink } from '@/lib/site-link/form'

export const metadata: Metadata = { title: 'Connect to a parent site' }

type Props = { params: Promise<{ instance: string }> }

/** The wizard that links this site to its parent. */
export default async function ConnectSite({ params }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  const { viewer, instance } = opened.value
  const endpoints = await seenCollection(viewer, instance, { feed: 'endpoints', ...projections.endpoints })
  return (
    <SiteLinkScreen
      instanceId={instance.id}
      namespace={instance.namespace}
      serverNow={Date.now()}
      initial={initialLink(instance.id, new Set(endpoints.rows.keys()))}
    />
  )
}
