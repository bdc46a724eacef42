'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef } from 'react'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { TableHeader, type Sort } from './table-header'
import { TableRow } from './table-row'
import { rowHeight, useTableStyles } from './table-styles'
import { useRowKeys } from './use-row-keys'

/** What the server draws and the browser hydrates before it knows how high the region is: a tall screenful. */
const firstPaint = { width: 1280, height: 25 * rowHeight }

const headHeight = 40

/**
 * A long table drawn in part: a spacer row, the rows in sight, a spacer row. Screen readers are told the whole
 * (`aria-rowcount`), the region scrolls with the keyboard, and Up/Down/Home/End walk the rows.
 */
export function EndpointTable({
  items,
  missing,
  gone,
  instanceId,
  sort,
  onSort,
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
  onMenu: (item: EndpointListItem, button: HTMLElement) => void
  flash?: { name: string; at: number }
}) {
  const styles = useTableStyles()
  const region = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => items[index]?.row.name ?? index, [items]),
    initialRect: firstPaint,
    overscan: 12,
    scrollPaddingStart: headHeight,
  })
  const visible = rows.getVirtualItems()
  const before = visible[0]?.start ?? 0
  const after = rows.getTotalSize() - (visible.at(-1)?.end ?? 0) + missing * rowHeight
  const onKeyDown = useRowKeys(region, (index) => rows.scrollToIndex(index), items.length)

  return (
    <div ref={region} className={styles.region} role="region" aria-label="Dataflow endpoints" tabIndex={0}>
      <table className={styles.table} aria-rowcount={items.length + missing + 1}>
        <TableHeader sort={sort} onSort={onSort} />
        <tbody onKeyDown={onKeyDown}>
          <Spacer height={before} />
          {visible.map(({ index, key }) => {
            const item = items[index]
            if (!item) return null
            return (
              <TableRow
                key={key}
                item={item}
                instanceId={instanceId}
                rowIndex={index + 2}
                gone={gone.has(item.row.name)}
                flash={flash?.name === item.row.name ? flash?.at : undefined}
                onMenu={onMenu}
              />
            )
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  )
}

/** Room for rows that are not drawn. Its height is set on the element: the page's policy drops style attributes. */
function Spacer({ height }: { height: number }) {
  const styles = useTableStyles()
  const cell = useRef<HTMLTableCellElement>(null)
  useLayoutEffect(() => {
    if (cell.current) cell.current.style.height = `${height}px`
  }, [height])
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td ref={cell} className={styles.spacer} colSpan={8} />
    </tr>
  )
}
