import type { Metadata } from 'next'
import { PanelOutlet } from '@/components/endpoints/panel/panel-outlet'

type Props = {
  params: Promise<{ name: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: `Edit ${decodeURIComponent((await params).name)}` }
}

export default async function EditEndpointPage({ params, searchParams }: Props) {
  const { field } = await searchParams
  const name = decodeURIComponent((await params).name)
  return <PanelOutlet route={{ kind: 'edit', name, ...(typeof field === 'string' && { field }) }} />
}
