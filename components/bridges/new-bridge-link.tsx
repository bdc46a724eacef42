'use client'

import { AddRegular } from '@fluentui/react-icons/svg/add'
import { paths } from '@/lib/core/paths'
import { CommandLink } from './command-link'

/** The way to the form of a new bridge. `search` is what the overview below it shows. */
export function NewBridgeLink({ instanceId, search }: { instanceId: string; search: string }) {
  return (
    <CommandLink href={paths.newBridge(instanceId, {}, search)} permission="dataflows.create" look="primary">
      <AddRegular aria-hidden /> New bridge
    </CommandLink>
  )
}
