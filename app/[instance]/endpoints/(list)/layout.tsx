import { headers } from 'next/headers'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { EndpointsScreen } from '@/components/endpoints/endpoints-screen'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage } from '@/lib/access/page.server'
import { listSeeds } from '../list-seeds.server'

export const metadata: Metadata = { title: 'Dataflow endpoints' }

type Props = { params: Promise<{ instance: string }>; children: ReactNode }

/** The list stays mounted while the panel opens and closes over it. */
export default async function EndpointsLayout({ params, children }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  // A layout is not told the query string; the proxy passes it along so that the first paint is filtered and sorted.
  const search = (await headers()).get('x-search') ?? ''
  const { id, namespace } = opened.value.instance
  const now = Date.now()
  return (
    <EndpointsScreen
      instanceId={id}
      namespace={namespace}
      serverNow={now}
      seeds={await listSeeds(opened.value, new URLSearchParams(search), now)}
    >
      {children}
    </EndpointsScreen>
  )
}
