'use client'

import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { restoresFocus } from '@/components/ui/restore-focus'
import { paths } from '@/lib/core/paths'
import type { DataflowRow } from '@/lib/dataflows/row'
import { CommandLink } from './command-link'
import { useBridgeDeletion } from './deletion'

/** Edit, clone and delete a dataflow. */
export function DataflowCommands({ instanceId, dataflow }: { instanceId: string; dataflow: DataflowRow }) {
  const ask = useBridgeDeletion()
  const right = useRight('dataflows.delete')
  const { name, uid } = dataflow
  return (
    <>
      <CommandLink href={paths.editBridge(instanceId, name)} permission="dataflows.update">
        <EditRegular aria-hidden /> Edit
      </CommandLink>
      <CommandLink href={paths.newBridge(instanceId, { from: name })} permission="dataflows.create">
        <CopyRegular aria-hidden /> Clone
      </CommandLink>
      <GuardedButton
        {...restoresFocus}
        leave={right}
        appearance="subtle"
        icon={<DeleteRegular />}
        onClick={() => ask({ name, uid })}
      >
        Delete
      </GuardedButton>
    </>
  )
}
