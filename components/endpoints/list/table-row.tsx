'use client'

import { mergeClasses } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'
import Link from 'next/link'
import { memo, useEffect, useRef } from 'react'
import { Age } from '@/components/ui/age-text'
import { Badge } from '@/components/ui/badge'
import { restoresFocus } from '@/components/ui/restore-focus'
import { paths } from '@/lib/core/paths'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { useTableStyles } from './table-styles'
import { usedByText, usedByTitle } from './used-by-text'

const dots = <MoreHorizontalRegular aria-hidden />

const flashing: Keyframe[] = [{ backgroundColor: 'var(--colorBrandBackground2)' }, { backgroundColor: 'transparent' }]

export type TableRowProps = {
  item: EndpointListItem
  instanceId: string
  /** Place in the whole list, the header being 1. */
  rowIndex: number
  gone: boolean
  /** Changes when this row should be pointed out. */
  flash?: number
  onMenu: (item: EndpointListItem, button: HTMLElement) => void
}

/** One endpoint in the list: plain elements with shared classes, so that thousands scroll without a dropped frame. */
export const TableRow = memo(function TableRow({ item, instanceId, rowIndex, gone, flash, onMenu }: TableRowProps) {
  const styles = useTableStyles()
  const { row } = item
  const element = useRef<HTMLTableRowElement>(null)
  const version = useRef(row.resourceVersion)

  useEffect(() => {
    if (flash === undefined && version.current === row.resourceVersion) return
    version.current = row.resourceVersion
    element.current?.animate(flashing, { duration: 1_600, easing: 'ease-out' })
  }, [row.resourceVersion, flash])

  return (
    <tr ref={element} className={mergeClasses(styles.row, gone && styles.gone)} aria-rowindex={rowIndex}>
      <th scope="row" className={mergeClasses(styles.cell, styles.nameWidth, styles.nameCell)}>
        <span className={styles.name}>
          <Link
            href={paths.endpoint(instanceId, row.name)}
            prefetch={false}
            className={styles.link}
            title={row.name}
            data-row-link
          >
            {row.name}
          </Link>
          {item.isDefault && <Badge tone="brand">default</Badge>}
          {gone && <Badge tone="danger">deleted</Badge>}
        </span>
      </th>
      <td className={mergeClasses(styles.cell, styles.typeWidth)} title={item.typeLabel}>
        {item.typeLabel}
      </td>
      <td className={mergeClasses(styles.cell, styles.hostWidth)} title={row.host}>
        {row.host || <span className={styles.quiet}>–</span>}
      </td>
      <td className={mergeClasses(styles.cell, styles.methodWidth)} title={item.methodLabel}>
        {item.methodLabel || <span className={styles.quiet}>–</span>}
      </td>
      <td className={mergeClasses(styles.cell, styles.tlsWidth)}>
        {row.tls === 'Enabled' ? 'On' : row.tls === 'Disabled' ? 'Off' : <span className={styles.quiet}>–</span>}
      </td>
      <td className={mergeClasses(styles.cell, styles.usesWidth)} title={usedByTitle(item.usedBy)}>
        {item.usedBy.length > 0 ? usedByText(item.usedBy) : <span className={styles.quiet}>Not used</span>}
      </td>
      <td className={mergeClasses(styles.cell, styles.ageWidth)}>
        <Age since={row.createdAt} />
      </td>
      <td className={mergeClasses(styles.cell, styles.menuCell, styles.menuWidth)}>
        <button
          {...restoresFocus}
          type="button"
          className={styles.menu}
          aria-haspopup="menu"
          aria-label={`Actions for ${row.name}`}
          disabled={gone}
          onClick={(event) => onMenu(item, event.currentTarget)}
        >
          {dots}
        </button>
      </td>
    </tr>
  )
})
