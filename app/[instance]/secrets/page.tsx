import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import { SecretsScreen } from '@/components/secrets/page/secrets-screen'
import { projections } from '@/lib/feeds.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { liveCollection } from '@/lib/live/hub.server'

export const metadata: Metadata = { title: 'Secrets' }

type Props = { params: Promise<{ instance: string }> }

export default async function Secrets({ params }: Props) {
  const instance = instanceOf((await params).instance)
  if (!instance.ok) notFound()
  const [secrets, classes, endpoints] = await Promise.all([
    liveCollection(instance.value, { feed: 'synced-secrets', ...projections['synced-secrets'] }),
    liveCollection(instance.value, { feed: 'provider-classes', ...projections['provider-classes'] }),
    liveCollection(instance.value, { feed: 'endpoints', ...projections.endpoints }),
  ])
  // Of thousands of endpoints only those that use a secret matter here.
  const rows = new Map([...endpoints.rows].filter(([, row]) => row.secrets !== undefined))
  const users = { ...endpoints, rows, complete: endpoints.complete && rows.size === endpoints.rows.size }
  return (
    <SecretsScreen
      instanceId={instance.value.id}
      serverNow={Date.now()}
      seeds={{ secrets, classes, endpoints: { ...users, total: endpoints.rows.size } }}
    />
  )
}
