import { redirect } from 'next/navigation'
import { paths } from '@/lib/core/paths'

/** The endpoints are an instance's first screen. */
export default async function InstancePage({ params }: { params: Promise<{ instance: string }> }) {
  redirect(paths.endpoints((await params).instance))
}
