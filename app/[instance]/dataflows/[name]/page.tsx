import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import { DataflowPage } from '@/components/runtime/dataflow/dataflow-page'
import { readDataflow } from '@/lib/dataflows/store.server'
import { instanceOf } from '@/lib/kubernetes/config.server'
import { bridgeSeeds } from '../../runtime-seeds.server'

type Props = { params: Promise<{ instance: string; name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Dataflow({ params }: Props) {
  const { instance: id, name: part } = await params
  const instance = instanceOf(id)
  if (!instance.ok) notFound()
  const name = decodeURIComponent(part)
  const [detail, seeds] = await Promise.all([
    readDataflow({ input: { instance: instance.value.id, name } }),
    bridgeSeeds(instance.value, ({ name: one }) => one === name),
  ])
  return (
    <DataflowPage
      key={name}
      instanceId={instance.value.id}
      name={name}
      serverNow={Date.now()}
      detail={detail}
      seeds={seeds}
    />
  )
}
