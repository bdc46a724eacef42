import type { Metadata } from 'next'
import { BridgeDeletionRoot } from '@/components/bridges/deletion'
import { DataflowPage } from '@/components/runtime/dataflow/dataflow-page'
import { RefusedPage } from '@/components/shell/refused-page'
import { openPage, readFor } from '@/lib/access/page.server'
import { readDataflow } from '@/lib/dataflows/store.server'
import { bridgeSeeds } from '../../runtime-seeds.server'

type Props = { params: Promise<{ instance: string; name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Dataflow({ params }: Props) {
  const { instance: id, name: part } = await params
  const opened = await openPage(id)
  if (!opened.ok) return <RefusedPage failure={opened.failure} />
  const { viewer, instance } = opened.value
  const name = decodeURIComponent(part)
  const [detail, seeds] = await Promise.all([
    readFor(opened.value, 'dataflows.read', () => readDataflow({ input: { instance: instance.id, name }, viewer })),
    bridgeSeeds(opened.value, ({ name: one }) => one === name),
  ])
  return (
    <BridgeDeletionRoot instanceId={instance.id}>
      <DataflowPage
        key={name}
        instanceId={instance.id}
        name={name}
        serverNow={Date.now()}
        detail={detail}
        seeds={seeds}
      />
    </BridgeDeletionRoot>
  )
}
