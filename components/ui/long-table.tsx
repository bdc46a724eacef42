'use client'

import { makeStyles, mergeClasses, tokens, type GriffelStyle } from '@fluentui/react-components'
import { Fragment, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useRowWalk } from './use-row-walk'
import { useRowWindow } from './use-row-window'

const useStyles = makeStyles({
  region: {
    position: 'relative',
    overflow: 'auto',
    // Rows come and go above what is in sight without moving it: there is nothing for the browser to make up for.
    overflowAnchor: 'none',
    contain: 'content',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  // Blocks and grids: the browser lays out a new row by itself, where a table would be laid out as a whole.
  table: { display: 'block' },
  head: { display: 'block', position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  body: { display: 'block', boxSizing: 'border-box' },
})

/**
 * The style of a row of a long table, for its class: exactly as high as the table is told, cells in columns, and nothing
 * in it that could change the layout of anything else. The head takes the same, with a height of its own.
 */
export const rowStyle = (height: number, gridTemplateColumns: string): GriffelStyle => ({
  display: 'grid',
  gridTemplateColumns,
  height: `${height}px`,
  contain: 'strict',
})

/** What a cell of a long table needs, for its class: one line, cut off where the column ends. */
export const cellStyle: GriffelStyle = {
  alignContent: 'center',
  minWidth: 0,
  // Not `hidden`, which would make each cell something to scroll.
  overflow: 'clip',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  textAlign: 'left',
  fontWeight: tokens.fontWeightRegular,
}

/**
 * A long table drawn in part: the rows in sight and a few more. Screen readers are told the whole (`aria-rowcount`), the
 * region scrolls with the keyboard, and from a link, button or field of a row Up, Down, Page, Home and End walk the rows.
 *
 * `head` and what `row` answers are `<tr>`s whose class has `rowStyle`; a row is given its number for `aria-rowindex`, and
 * is best a memoised component of plain elements. All of them say their roles (`row`, `cell`, …): laid out as blocks, a
 * table's elements lose them in some browsers.
 */
export function LongTable<Row>({
  label,
  className,
  head,
  rows,
  rowHeight,
  missing = 0,
  keyOf,
  row,
  onWalk,
  walks,
}: {
  label: string
  /** Gives the region its size. */
  className: string
  head: ReactNode
  rows: readonly Row[]
  /** In pixels, all rows alike. */
  rowHeight: number
  /** Rows that there are and that have not arrived yet: room is kept for them at the end. */
  missing?: number
  keyOf: (row: Row) => string
  row: (row: Row, rowIndex: number) => ReactNode
  /** A row was walked to. */
  onWalk?: (row: Row) => void
  /** Is there anything in a row to walk to? All rows are alike when absent. */
  walks?: (row: Row) => boolean
}) {
  const styles = useStyles()
  const body = useRef<HTMLTableSectionElement>(null)
  const { region, first, last, look } = useRowWindow(rows.length, rowHeight)
  const onKeyDown = useRowWalk(region, {
    count: rows.length,
    missing,
    rowHeight,
    look,
    onWalk: (index) => {
      const walked = rows[index]
      if (walked !== undefined) onWalk?.(walked)
    },
    ...(walks && {
      stopsAt: (index) => {
        const row = rows[index]
        return row !== undefined && walks(row)
      },
    }),
  })

  // Room for rows that are not drawn, set on the element: the page's policy drops style attributes.
  const height = (rows.length + missing) * rowHeight
  const before = first * rowHeight
  useLayoutEffect(() => {
    if (!body.current) return
    body.current.style.height = `${height}px`
    body.current.style.paddingTop = `${before}px`
  }, [height, before])

  return (
    <div ref={region} className={mergeClasses(styles.region, className)} role="region" aria-label={label} tabIndex={0}>
      <table role="table" className={styles.table} aria-rowcount={rows.length + missing + 1}>
        <thead role="rowgroup" className={styles.head}>
          {head}
        </thead>
        <tbody ref={body} role="rowgroup" className={styles.body} onKeyDown={onKeyDown}>
          {rows.slice(first, last).map((one, at) => (
            <Fragment key={keyOf(one)}>{row(one, first + at + 2)}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}
