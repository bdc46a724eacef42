'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { tableParts } from '@/components/ui/table-parts'
import { columns, styles as byWidth } from './columns'

/** One row's height in pixels: rows are equally high, so that a long list can be drawn in part. */
export const rowHeight = 36

/** Shared by all rows: a row brings no styles of its own. */
const useStyles = makeStyles({
  container: byWidth.container,
  region: tableParts.region,
  headRow: byWidth.row(rowHeight + 1),
  head: tableParts.head,
  row: { ...byWidth.row(rowHeight), ...tableParts.pointedAt },
  gone: tableParts.gone,
  cell: tableParts.cell,
  quiet: { color: tokens.colorNeutralForeground3 },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  link: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLinkHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  menu: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '30px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: '8px',
    letterSpacing: '1px',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  // The whole cell is the box, for whoever cannot aim at 16 pixels.
  box: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    height: '100%',
    cursor: 'pointer',
    userSelect: 'none',
  },
  check: {
    width: '16px',
    height: '16px',
    margin: 0,
    accentColor: tokens.colorCompoundBrandBackground,
    cursor: 'inherit',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  boxCell: { padding: 0 },
  selected: { backgroundColor: tokens.colorBrandBackground2 },
  menuCell: { padding: `0 ${tokens.spacingHorizontalXS}` },
})

const useLeaves = makeStyles(byWidth.leaves)

/** The classes of the table's parts, joined once and not by every row. */
export function useTableClasses() {
  const styles = useStyles()
  const leaves = useLeaves()
  return useMemo(() => {
    const { cell, head, ...rest } = styles
    const inColumns = (base: string): Readonly<Record<string, string>> =>
      Object.fromEntries(columns.map(({ id }) => [id, mergeClasses(base, leaves[id])]))
    return {
      ...rest,
      goneRow: mergeClasses(rest.row, rest.gone),
      heads: inColumns(head),
      cells: inColumns(cell),
      selectedRow: mergeClasses(rest.row, rest.selected),
      menuHead: head,
      boxHead: mergeClasses(head, rest.boxCell),
      boxCell: mergeClasses(cell, rest.boxCell),
      menuCell: mergeClasses(cell, rest.menuCell),
    }
  }, [styles, leaves])
}

export type TableClasses = ReturnType<typeof useTableClasses>
