'use client'

import { memo, useEffect, useRef } from 'react'
import { StateMark } from '@/components/runtime/state-mark'
import { Age } from '@/components/ui/age-text'
import { Badge } from '@/components/ui/badge'
import { restoresFocus } from '@/components/ui/restore-focus'
import { paths } from '@/lib/core/paths'
import type { EndpointListItem } from '@/lib/endpoints/list'
import type { TableClasses } from './table-styles'
import { usedByText, usedByTitle } from './used-by-text'

const flashing: Keyframe[] = [{ backgroundColor: 'var(--colorBrandBackground2)' }, { backgroundColor: 'transparent' }]

export type TableRowProps = {
  item: EndpointListItem
  instanceId: string
  classes: TableClasses
  /** Place in the whole list, the header being 1. */
  rowIndex: number
  gone: boolean
  /** Changes when this row should be pointed out. */
  flash?: number
  selected: boolean
  /** With `range` all from the one before. */
  onSelect: (key: string, range: boolean) => void
  onMenu: (item: EndpointListItem, button: HTMLElement) => void
}

/**
 * One endpoint in the list: plain elements and few of them, since scrolling makes dozens a second. The link is a plain
 * one too; the table sees to it that following it does not load the page anew.
 */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { item, instanceId, classes, rowIndex, gone, flash, selected, onSelect, onMenu } = props
  const { cells, quiet } = classes
  const { row } = item
  const element = useRef<HTMLTableRowElement>(null)
  const version = useRef(row.resourceVersion)

  useEffect(() => {
    if (flash === undefined && version.current === row.resourceVersion) return
    version.current = row.resourceVersion
    element.current?.animate(flashing, { duration: 1_600, easing: 'ease-out' })
  }, [row.resourceVersion, flash])

  return (
    <tr
      role="row"
      ref={element}
      className={gone ? classes.goneRow : selected ? classes.selectedRow : classes.row}
      aria-rowindex={rowIndex}
    >
      <td role="cell" className={classes.boxCell}>
        <label className={classes.box}>
          <input
            type="checkbox"
            className={classes.check}
            aria-label={`Select ${row.name}`}
            checked={selected}
            disabled={gone}
            // A change event does not tell whether Shift is held down.
            onChange={() => undefined}
            onClick={(event) => onSelect(row.uid, event.shiftKey)}
          />
        </label>
      </td>
      <th role="rowheader" scope="row" className={cells.name}>
        <span className={classes.name}>
          <a href={paths.endpoint(instanceId, row.name)} className={classes.link} title={row.name} data-row-link>
            {row.name}
          </a>
          {item.isDefault && <Badge tone="brand">default</Badge>}
          {gone && <Badge tone="danger">deleted</Badge>}
        </span>
      </th>
      <td role="cell" className={cells.type} title={item.typeLabel}>
        {item.typeLabel}
      </td>
      <td role="cell" className={cells.host} title={row.host}>
        {row.host || <span className={quiet}>–</span>}
      </td>
      <td role="cell" className={cells.authentication} title={item.methodLabel}>
        {item.methodLabel || <span className={quiet}>–</span>}
      </td>
      <td role="cell" className={cells.tls}>
        {row.tls === 'Enabled' ? 'On' : row.tls === 'Disabled' ? 'Off' : <span className={quiet}>–</span>}
      </td>
      <td role="cell" className={cells.state}>
        {item.state ? <StateMark state={item.state} /> : <span className={quiet}>–</span>}
      </td>
      <td role="cell" className={cells.used} title={usedByTitle(item.usedBy)}>
        {item.usedBy.length > 0 ? usedByText(item.usedBy) : <span className={quiet}>Not used</span>}
      </td>
      <td role="cell" className={cells.age}>
        <Age since={row.createdAt} />
      </td>
      <td role="cell" className={classes.menuCell}>
        <button
          {...restoresFocus}
          type="button"
          className={classes.menu}
          aria-haspopup="menu"
          aria-label={`Actions for ${row.name}`}
          disabled={gone}
          onClick={(event) => onMenu(item, event.currentTarget)}
        >
          •••
        </button>
      </td>
    </tr>
  )
})
