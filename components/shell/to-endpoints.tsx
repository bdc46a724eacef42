'use client'

import { LinkButton } from './link-button'
import { paths } from '@/lib/core/paths'

/** The way on from a screen that has nothing to show until there are endpoints. */
export function ToEndpoints({ instanceId }: { instanceId: string }) {
  return <LinkButton href={paths.endpoints(instanceId)}>Dataflow endpoints</LinkButton>
}
