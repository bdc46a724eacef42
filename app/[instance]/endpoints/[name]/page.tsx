import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import { EndpointPage } from '@/components/endpoints/page/endpoint-page'
import { readEndpoint } from '@/lib/endpoints/detail.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { bridgeSeeds } from '../../runtime-seeds.server'

type Props = { params: Promise<{ instance: string; name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Endpoint({ params }: Props) {
  const { instance: id, name: part } = await params
  const instance = instanceOf(id)
  if (!instance.ok) notFound()
  const name = decodeURIComponent(part)
  const [detail, seeds] = await Promise.all([
    readEndpoint({ input: { instance: instance.value.id, name } }),
    bridgeSeeds(
      instance.value,
      ({ source, destination }) => source?.endpoint === name || destination?.endpoint === name,
      name,
    ),
  ])
  return (
    <EndpointPage
      key={name}
      instanceId={instance.value.id}
      name={name}
      serverNow={Date.now()}
      detail={detail}
      seeds={seeds}
    />
  )
}
