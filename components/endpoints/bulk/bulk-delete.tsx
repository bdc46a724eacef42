'use client'

import { Button, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { useNotify } from '@/components/shell/notifications'
import { useRight } from '@/components/shell/rights-provider'
import { DialogShell } from '@/components/ui/dialog-shell'
import { Notice } from '@/components/ui/notice'
import { named } from '@/lib/core/named'
import { success } from '@/lib/core/result'
import { deleteEndpoint } from '@/lib/endpoints/actions'
import type { RemovedEndpoint } from '@/lib/endpoints/editing'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { SetActions } from '../set/set-actions'
import { SetProgress } from '../set/set-progress'
import { SetTable, type Member } from '../set/set-table'
import { useSetRun } from '../set/use-set-run'
import { useSetUndo } from './use-set-undo'

const useStyles = makeStyles({
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    ':hover': { backgroundColor: tokens.colorStatusDangerBackground3Hover },
    ':hover:active': { backgroundColor: tokens.colorStatusDangerBackground3Pressed },
  },
  name: { width: '180px' },
})

/**
 * Deletes a set of endpoints. The guards are those of a single delete: one in use goes only where its name is typed, and
 * `default` not in a set at all. What went can be put back.
 */
export function BulkDelete({
  instanceId,
  items,
  onClose,
}: {
  instanceId: string
  items: readonly EndpointListItem[]
  onClose: () => void
}) {
  const styles = useStyles()
  const notify = useNotify()
  const right = useRight('endpoints.delete')
  const restore = useRight('endpoints.create')
  const undo = useSetUndo(instanceId)
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map())
  const removed = useRef(new Map<string, RemovedEndpoint>())
  const [undone, setUndone] = useState(false)
  const byKey = new Map(items.map((item) => [item.row.uid, item]))

  const run = useSetRun(async (key) => {
    const item = byKey.get(key)
    if (!item) return success('')
    const { name, uid } = item.row
    const confirmed = typed.get(key)?.trim()
    const result = await deleteEndpoint({
      instance: instanceId,
      name,
      uid,
      ...(confirmed !== undefined && { typed: confirmed }),
    })
    if (!result.ok) return result
    removed.current.set(key, result.value)
    return success('Deleted.')
  })

  const isConfirmed = ({ row }: EndpointListItem) => typed.get(row.uid)?.trim() === row.name
  const members = items.map((item): Member => {
    const { uid: key, name } = item.row
    const flows = named([...new Set(item.usedBy.map(({ dataflow }) => dataflow))])
    if (item.isDefault) {
      return {
        key,
        name,
        change: '',
        problem: 'The default endpoint goes only by itself: delete it from its own menu.',
      }
    }
    if (flows === '') return { key, name, change: 'Will be deleted. No dataflow uses it.' }
    if (isConfirmed(item)) return { key, name, change: 'Will be deleted.', note: `${flows} will stop.` }
    return {
      key,
      name,
      change: '',
      problem: `${flows} would stop without it. Type its name to delete it all the same.`,
    }
  })
  const ready = members.filter(({ problem }) => problem === undefined).map(({ key }) => key)
  const inUse = items.filter((item) => item.usedBy.length > 0 && !item.isDefault)

  const putBack = () => {
    setUndone(true)
    const all = [...removed.current.values()]
    removed.current.clear()
    void undo(all)
  }
  const close = () => {
    onClose()
    const all = [...removed.current.values()]
    if (all.length === 0) return
    notify({
      level: 'success',
      title: all.length === 1 ? `Endpoint “${all[0]?.name}” deleted` : `${all.length} endpoints deleted`,
      lasts: 10_000,
      ...(restore.allowed && { action: { label: 'Undo', run: () => void undo(all) } }),
    })
  }

  return (
    <DialogShell
      title={items.length === 1 ? 'Delete 1 endpoint?' : `Delete ${items.length.toLocaleString('en')} endpoints?`}
      size="large"
      insistent
      onClose={() => !run.running && close()}
      actions={
        <SetActions
          run={run}
          leave={right}
          confirm={`Delete ${ready.length.toLocaleString('en')}`}
          ready={ready.length}
          className={styles.danger}
          more={
            restore.allowed &&
            run.counts.done > 0 && (
              <Button onClick={putBack} disabledFocusable={undone}>
                {undone ? 'Being put back' : `Undo ${run.counts.done.toLocaleString('en')}`}
              </Button>
            )
          }
          onBegin={() => void run.run(ready)}
          onClose={close}
        />
      }
    >
      {!run.begun && inUse.length > 0 && (
        <Notice
          intent="warning"
          title={inUse.length === 1 ? 'One of them is in use.' : `${inUse.length} of them are in use.`}
        >
          Dataflows lose their connection with it. It is left out unless its name is typed.
        </Notice>
      )}
      <SetTable
        label="Endpoints to delete"
        members={run.begun ? members.filter(({ key }) => run.outcomes.has(key)) : members}
        outcomes={run.outcomes}
        aside={(member) => {
          const item = byKey.get(member.key)
          if (run.begun || !item || item.usedBy.length === 0 || item.isDefault) return null
          return (
            <Input
              className={styles.name}
              size="small"
              aria-label={`Type ${member.name} to delete it`}
              placeholder="Type its name"
              value={typed.get(member.key) ?? ''}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, data) => setTyped(new Map(typed).set(member.key, data.value))}
            />
          )
        }}
      />
      <SetProgress
        run={run}
        ready={ready.length}
        before={`${ready.length} will be deleted${ready.length < items.length ? `, ${items.length - ready.length} left out` : ''}. ${
          restore.allowed ? 'It can be undone afterwards.' : `It cannot be undone. ${restore.reason}`
        }`}
      />
    </DialogShell>
  )
}
