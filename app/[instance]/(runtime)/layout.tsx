import { headers } from 'next/headers'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { RuntimeScreen } from '@/components/bridges/runtime-screen'
import { LateTrialLines } from '@/components/endpoints/confirmed/late-trials'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage } from '@/lib/access/page.server'
import { overviewSeeds } from '../runtime-seeds.server'

export const metadata: Metadata = { title: 'Runtime' }

type Props = { params: Promise<{ instance: string }>; children: ReactNode }

/** How every bridge stands: an instance's first screen. It stays mounted while the form of a bridge opens over it. */
export default async function RuntimeLayout({ params, children }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  // A layout is not told the query string; the proxy passes it along so that the first paint is filtered and sorted.
  const search = new URLSearchParams((await headers()).get('x-search') ?? '')
  const now = Date.now()
  const { seeds, first } = await overviewSeeds(opened.value, search, now)
  const { id } = opened.value.instance
  return (
    <RuntimeScreen
      instanceId={id}
      serverNow={now}
      seeds={seeds}
      first={first}
      notices={<LateTrialLines instanceId={id} />}
    >
      {children}
    </RuntimeScreen>
  )
}
