import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import { RuntimeOverview } from '@/components/runtime/overview/runtime-overview'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { overviewSeeds } from './runtime-seeds.server'

export const metadata: Metadata = { title: 'Runtime' }

type Props = {
  params: Promise<{ instance: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** How every bridge stands: an instance's first screen. */
export default async function Runtime({ params, searchParams }: Props) {
  const instance = instanceOf((await params).instance)
  if (!instance.ok) notFound()
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(await searchParams)) if (typeof value === 'string') search.set(key, value)
  const now = Date.now()
  const { seeds, first } = await overviewSeeds(instance.value, search, now)
  return <RuntimeOverview instanceId={instance.value.id} serverNow={now} seeds={seeds} first={first} />
}
