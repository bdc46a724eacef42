'use client'

import { FlowchartRegular } from '@fluentui/react-icons/svg/flowchart'
import { bridgeWith } from './links'
import { CommandLink } from './command-link'

/** From an endpoint to the form of a bridge that has it on one side. */
export function UseInBridge({
  instanceId,
  endpoint,
  typeId,
}: {
  instanceId: string
  endpoint: string
  typeId: string | undefined
}) {
  return (
    <CommandLink href={bridgeWith(instanceId, endpoint, typeId)} permission="dataflows.create">
      <FlowchartRegular aria-hidden /> Use in a bridge
    </CommandLink>
  )
}
