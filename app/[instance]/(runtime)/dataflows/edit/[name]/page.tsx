import type { Metadata } from 'next'
import { BridgeOutlet } from '@/components/bridges/bridge-outlet'

type Props = { params: Promise<{ name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${decodeURIComponent((await params).name)}` }
}

export default async function EditBridgePage({ params }: Props) {
  return <BridgeOutlet route={{ kind: 'edit', name: decodeURIComponent((await params).name) }} />
}
