'use client'

import { useCallback, useMemo, useState } from 'react'
import { useLinkClicks } from '@/components/shell/use-link-clicks'
import { LongTable } from '@/components/ui/long-table'
import type { ActivityRow as Row } from '@/lib/activity/row'
import { ActivityRow } from './activity-row'
import { ChangeLine, NoteLine, OperationLine } from './detail-row'
import { linesOf, type Line } from './lines'
import { columns } from './table-columns'
import { lineHeight, useTableClasses } from './table-styles'

const none: ReadonlySet<string> = new Set()

/** Of what has ended the clock says nothing: such a row is not drawn anew with each tick. */
const clockOf = ({ by, at }: Row, now: number): number => (by.way === 'portal' && by.result === 'begun' ? now : at)

/** What was done as a long table, each row of which opens to its fields. */
export function ActivityTable({
  rows,
  missing,
  now,
  instanceId,
}: {
  rows: readonly Row[]
  /** Rows that there are and that have not arrived yet. */
  missing: number
  now: number
  instanceId: string
}) {
  const classes = useTableClasses()
  const onClick = useLinkClicks()
  const [open, setOpen] = useState(none)
  const toggle = useCallback(
    (name: string) =>
      setOpen((before) => (before.has(name) ? before.difference(new Set([name])) : before.union(new Set([name])))),
    [],
  )
  const lines = useMemo(() => linesOf(rows, open, now), [rows, open, now])
  const line = (one: Line, rowIndex: number) => {
    switch (one.kind) {
      case 'row':
        return (
          <ActivityRow
            row={one.row}
            open={one.open}
            now={clockOf(one.row, now)}
            instanceId={instanceId}
            classes={classes}
            rowIndex={rowIndex}
            onToggle={toggle}
          />
        )
      case 'change':
        return <ChangeLine change={one.change} classes={classes} rowIndex={rowIndex} />
      case 'note':
        return <NoteLine text={one.text} classes={classes} rowIndex={rowIndex} />
      case 'operation':
        return <OperationLine operationId={one.operationId} classes={classes} rowIndex={rowIndex} />
    }
  }
  return (
    <div className={classes.container} onClick={onClick}>
      <LongTable
        label="Activity"
        className={classes.region}
        head={
          <tr role="row" className={classes.headRow} aria-rowindex={1}>
            {columns.map(({ id, label }) => (
              <th key={id} role="columnheader" scope="col" className={classes.heads[id]}>
                {label}
              </th>
            ))}
          </tr>
        }
        rows={lines}
        missing={missing}
        rowHeight={lineHeight}
        keyOf={({ key }) => key}
        walks={({ kind }) => kind === 'row'}
        row={line}
      />
    </div>
  )
}
