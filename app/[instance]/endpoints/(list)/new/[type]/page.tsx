import type { Metadata } from 'next'
import { PanelOutlet } from '@/components/endpoints/panel/panel-outlet'

export const metadata: Metadata = { title: 'New dataflow endpoint' }

type Props = { params: Promise<{ type: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewEndpointPage({ params, searchParams }: Props) {
  const { type } = await params
  const { from } = await searchParams
  return <PanelOutlet route={{ kind: 'new', typeId: type, ...(typeof from === 'string' && { from }) }} />
}
