import type { Metadata } from 'next'
import { SecretsScreen } from '@/components/secrets/page/secrets-screen'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage } from '@/lib/access/page.server'
import { projections } from '@/lib/feeds.server'
import { seenCollection } from '@/lib/live/seen.server'

export const metadata: Metadata = { title: 'Secrets' }

type Props = { params: Promise<{ instance: string }> }

export default async function Secrets({ params }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  const { viewer, instance } = opened.value
  const [secrets, classes, endpoints] = await Promise.all([
    seenCollection(viewer, instance, { feed: 'synced-secrets', ...projections['synced-secrets'] }),
    seenCollection(viewer, instance, { feed: 'provider-classes', ...projections['provider-classes'] }),
    seenCollection(viewer, instance, { feed: 'endpoints', ...projections.endpoints }),
  ])
  // Of thousands of endpoints only those that use a secret matter here.
  const rows = new Map([...endpoints.rows].filter(([, row]) => row.secrets !== undefined))
  const users = { ...endpoints, rows, complete: endpoints.complete && rows.size === endpoints.rows.size }
  return (
    <SecretsScreen
      instanceId={instance.id}
      serverNow={Date.now()}
      seeds={{ secrets, classes, endpoints: { ...users, total: endpoints.rows.size } }}
    />
  )
}
