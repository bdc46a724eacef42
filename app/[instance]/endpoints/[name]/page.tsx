import type { Metadata } from 'next'
import { EndpointPage } from '@/components/endpoints/page/endpoint-page'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage, readFor } from '@/lib/access/page.server'
import { readEndpoint } from '@/lib/endpoints/detail.server'
import { bridgeSeeds } from '../../runtime-seeds.server'

type Props = { params: Promise<{ instance: string; name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Endpoint({ params }: Props) {
  const { instance: id, name: part } = await params
  const opened = await openPage(id)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  const { viewer, instance } = opened.value
  const name = decodeURIComponent(part)
  const [detail, seeds] = await Promise.all([
    readFor(opened.value, 'endpoints.read', () => readEndpoint({ input: { instance: instance.id, name }, viewer })),
    bridgeSeeds(
      opened.value,
      ({ source, destination }) => source?.endpoint === name || destination?.endpoint === name,
      name,
    ),
  ])
  return (
    <EndpointPage
      key={name}
      instanceId={instance.id}
      name={name}
      serverNow={Date.now()}
      detail={detail}
      seeds={seeds}
    />
  )
}
