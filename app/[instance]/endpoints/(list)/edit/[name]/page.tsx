import type { Metadata } from 'next'
import { PanelOutlet } from '@/components/endpoints/panel/panel-outlet'

type Props = { params: Promise<{ name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${decodeURIComponent((await params).name)}` }
}

export default async function EditEndpointPage({ params }: Props) {
  return <PanelOutlet route={{ kind: 'edit', name: decodeURIComponent((await params).name) }} />
}
