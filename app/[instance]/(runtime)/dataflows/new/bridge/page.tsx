import type { Metadata } from 'next'
import { BridgeOutlet } from '@/components/bridges/bridge-outlet'

export const metadata: Metadata = { title: 'New bridge' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewBridgePage({ searchParams }: Props) {
  const { source, destination, from } = await searchParams
  return (
    <BridgeOutlet
      route={{
        kind: 'new',
        ...(typeof source === 'string' && { source }),
        ...(typeof destination === 'string' && { destination }),
        ...(typeof from === 'string' && { from }),
      }}
    />
  )
}
