'use client'

import { useBridges } from '@/components/runtime/use-bridges'
import { impactOf, impactText, lossesOf } from '@/lib/endpoints/impact'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { Notice } from '@/components/ui/notice'
import { ImpactDetails } from './impact-details'

/** The same in the review: beside what will be written, what that does. */
export function ReviewImpact({
  instanceId,
  type,
  name,
  base,
  values,
}: {
  instanceId: string
  type: EndpointType
  name: string
  base: EndpointValues
  values: EndpointValues
}) {
  const { bridges } = useBridges(instanceId)
  const impact = impactOf(type, name, { before: base, after: values }, bridges)
  const losses = lossesOf(type, base, values)
  if (impact.bridges.length + impact.paused.length === 0) return null
  return (
    <Notice intent={losses.length > 0 ? 'warning' : 'info'} title={impactText(impact)}>
      <ImpactDetails impact={impact} losses={losses} />
    </Notice>
  )
}
