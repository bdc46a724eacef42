import type { Metadata } from 'next'
import { LateTrialLines } from '@/components/endpoints/confirmed/late-trials'
import { RuntimeOverview } from '@/components/runtime/overview/runtime-overview'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage } from '@/lib/access/page.server'
import { overviewSeeds } from './runtime-seeds.server'

export const metadata: Metadata = { title: 'Runtime' }

type Props = {
  params: Promise<{ instance: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** How every bridge stands: an instance's first screen. */
export default async function Runtime({ params, searchParams }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(await searchParams)) if (typeof value === 'string') search.set(key, value)
  const now = Date.now()
  const { seeds, first } = await overviewSeeds(opened.value, search, now)
  const { id } = opened.value.instance
  return (
    <RuntimeOverview
      instanceId={id}
      serverNow={now}
      seeds={seeds}
      first={first}
      notices={<LateTrialLines instanceId={id} />}
    />
  )
}
