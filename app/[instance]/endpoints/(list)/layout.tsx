import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { EndpointsScreen } from '@/components/endpoints/endpoints-screen'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { listSeeds } from '../list-seeds.server'

export const metadata: Metadata = { title: 'Dataflow endpoints' }

type Props = { params: Promise<{ instance: string }>; children: ReactNode }

/** The list stays mounted while the panel opens and closes over it. */
export default async function EndpointsLayout({ params, children }: Props) {
  const instance = instanceOf((await params).instance)
  if (!instance.ok) notFound()
  // A layout is not told the query string; the proxy passes it along so that the first paint is filtered and sorted.
  const search = (await headers()).get('x-search') ?? ''
  const { id, namespace } = instance.value
  const now = Date.now()
  return (
    <EndpointsScreen
      instanceId={id}
      namespace={namespace}
      serverNow={now}
      seeds={await listSeeds(instance.value, new URLSearchParams(search), now)}
    >
      {children}
    </EndpointsScreen>
  )
}
