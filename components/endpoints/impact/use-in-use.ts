'use client'

import { useFeed } from '@/components/shell/use-feed'
import type { RuleContext } from '@/lib/endpoints/types/define'
import type { Opening } from '../panel/opening'

/** Is the endpoint of this form one that dataflows or graphs use, as far as is known? */
export function useInUse(instanceId: string, opening: Opening, { uses = [] }: RuleContext): boolean {
  const graphs = useFeed(instanceId, 'graphs')?.rows
  if (opening.kind !== 'edit') return false
  const { name } = opening.detail.resource.metadata
  const inGraph = ({ sides }: { sides: readonly { endpoint: string }[] }) => sides.some((one) => one.endpoint === name)
  return uses.length > 0 || [...(graphs?.values() ?? [])].some(inGraph)
}
