'use client'

import { memo, useMemo } from 'react'
import { LongTable } from '@/components/ui/long-table'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { allState, type Selection } from '../bulk/selection'
import { TableHeader, type Sort } from './table-header'
import { TableRow } from './table-row'
import { rowHeight, useTableClasses } from './table-styles'

/**
 * The endpoints as a long table: ordered by its heading, each with its link and its menu. What is typed above it does not
 * draw it anew, only what that leads to.
 */
export const EndpointTable = memo(function EndpointTable({
  items,
  missing,
  gone,
  instanceId,
  sort,
  onSort,
  selection,
  onSelect,
  onSelectAll,
  onMenu,
  flash,
}: {
  items: readonly EndpointListItem[]
  /** Rows that the cluster has and that have not arrived yet. */
  missing: number
  gone: ReadonlySet<string>
  instanceId: string
  sort: Sort
  onSort: (sort: Sort) => void
  selection: Selection
  /** These are the same functions every time, or all rows are drawn anew. */
  onSelect: (key: string, range: boolean) => void
  onSelectAll: () => void
  onMenu: (item: EndpointListItem, button: HTMLElement) => void
  flash?: { name: string; at: number }
}) {
  const classes = useTableClasses()
  const order = useMemo(() => items.map(({ row }) => row.uid), [items])

  return (
    <div className={classes.container}>
      <LongTable
        label="Dataflow endpoints"
        className={classes.region}
        head={
          <TableHeader
            classes={classes}
            selected={allState(selection, order)}
            onSelectAll={onSelectAll}
            sort={sort}
            onSort={onSort}
          />
        }
        rows={items}
        missing={missing}
        rowHeight={rowHeight}
        keyOf={({ row }) => row.name}
        row={(item, rowIndex) => (
          <TableRow
            item={item}
            instanceId={instanceId}
            classes={classes}
            rowIndex={rowIndex}
            gone={gone.has(item.row.name)}
            flash={flash?.name === item.row.name ? flash.at : undefined}
            selected={selection.keys.has(item.row.uid)}
            onSelect={onSelect}
            onMenu={onMenu}
          />
        )}
      />
    </div>
  )
})
