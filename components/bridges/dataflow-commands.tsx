'use client'

import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { restoresFocus } from '@/components/ui/restore-focus'
import { paths } from '@/lib/core/paths'
import type { DataflowRow } from '@/lib/dataflows/row'
import { CommandLink } from './command-link'

const DeleteDialog = dynamic(
  late(() => import('./delete-dialog').then((module) => module.DeleteDialog)),
  { ssr: false },
)

/** Edit, clone and delete a dataflow. */
export function DataflowCommands({ instanceId, dataflow }: { instanceId: string; dataflow: DataflowRow }) {
  const router = useRouter()
  const right = useRight('dataflows.delete')
  // The dataflow as it was when it was asked about: another one of the same name is safe.
  const [asked, setAsked] = useState<{ name: string; uid: string }>()
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
        onClick={() => setAsked({ name, uid })}
      >
        Delete
      </GuardedButton>
      {asked && (
        <DeleteDialog
          instanceId={instanceId}
          target={asked}
          onDeleted={() => router.push(paths.runtime(instanceId))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
